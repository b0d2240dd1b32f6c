import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV309',
  name: 'missing-dependency',
  severity: 'low',
  category: 'ordering',
  effort: { level: 'minutes', because: 'one name is looked up on the target' },
  needs: ['unit', 'lsb-header'],
  identity: ['name'],
  params: ['name'],
  what: p => `the header names "${p.name}", and no script of this batch provides it`,
  why: 'After= a unit that does not exist is ignored: if the service has another name on the target, the order is lost.',
  todo: p => `Find the unit that does the work of "${p.name}" on the target and name it in After=.`,
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: acme-db\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
