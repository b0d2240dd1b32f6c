import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV420',
  name: 'restart-advice',
  severity: 'info',
  category: 'advice',
  params: ['restart'],
  what: p => `the service is not restarted when it dies, as before: Restart=${p.restart} would do that`,
  why: 'An init script had no way to notice. systemd has, but a restart that nobody asked for can do harm, to a cluster resource for instance.',
  todo: p => `Convert with --restart ${p.restart}, or add Restart=${p.restart} in a drop-in.`,
  examples: [
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: true },
    { script: initScript({ start: 'while true; do /usr/sbin/acmed -f; done &' }), reported: false },
  ],
};

export default rule;
