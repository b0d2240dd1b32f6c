import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV231',
  name: 'pidfile-mismatch',
  severity: 'medium',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the daemon is started once and two paths looked at' },
  params: ['header', 'used'],
  what: p => `the header names the pid file ${p.header}, the script uses ${p.used}; the unit follows the script`,
  why: "systemd's own wrapper for init scripts believed the header and then waited for the wrong file.",
  todo: () => 'Check which of them the daemon writes.',
  examples: [
    {
      script: initScript({
        header: '# chkconfig: 345 85 15\n# description: Acme daemon\n# pidfile: /var/run/acme/acme.pid',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
