import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV303',
  name: 'priority',
  severity: 'medium',
  category: 'ordering',
  confidence: 'assumed',
  effort: { level: 'hour', because: 'which of the earlier scripts it needs has to be found out' },
  needs: ['unit', 'chkconfig-header'],
  params: ['start', 'meaning'],
  what: p => `start priority ${p.start} has no counterpart: the unit is ordered ${p.meaning}`,
  why: 'Numbers put every script of the host in one row. systemd starts units in parallel, and only what After= says comes first.',
  todo: () => 'Which scripts with a smaller number must be up before this one? Name their units in After=.',
  command: () => ['ls', '/etc/rc3.d'],
  examples: [
    { script: initScript({ header: '# chkconfig: 345 99 01\n# description: Acme daemon' }), reported: true },
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: $network\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: false,
    },
  ],
};

export default rule;
