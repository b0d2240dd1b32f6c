import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV421',
  name: 'sandbox-advice',
  severity: 'info',
  category: 'advice',
  effort: { level: 'none', because: 'advice' },
  params: ['directives', 'root'],
  what: p => `the daemon was shut up in ${p.root}: ${p.directives} would confine it further`,
  why: 'These directives limit what a broken daemon can reach. They are not in the unit, since the script had nothing like it and a daemon can depend on what they forbid.',
  todo: () => 'Try them one at a time in a drop-in and look at "systemd-analyze security" (systemd 240).',
  examples: [
    { script: initScript({ start: 'chroot /srv/acme /usr/sbin/acmed &' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
