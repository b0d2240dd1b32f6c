import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV504',
  name: 'shutdown-only',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'hour', because: 'a test host is rebooted and its journal read' },
  params: ['how'],
  what: p => `the script does its work at shutdown: ${p.how}`,
  why: 'A unit runs something at shutdown when it is stopped, so it has to be started first; or it is ordered before shutdown.target.',
  todo: () => 'Reboot a test host once and look at the journal of the previous boot ("journalctl -b -1").',
  command: () => ['journalctl', '-b', '-1'],
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: 0 6\n# Short-Description: Save the state of acme\n### END INIT INFO',
        start: '/usr/sbin/acme-save',
        stop: ':',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
