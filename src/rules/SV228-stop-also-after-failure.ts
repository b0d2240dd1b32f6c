import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV228',
  name: 'stop-also-after-failure',
  severity: 'low',
  category: 'stop',
  effort: { level: 'minutes', because: 'one command is looked at with a crash in mind' },
  params: ['statement'],
  what: p => `"${p.statement}" runs now also when the service ends by itself`,
  why: 'What stood after the kill in the stop action is ExecStopPost=, and systemd runs that after every end of the service, a failed start included.',
  todo: () =>
    'Check that the command does no harm after a crash; the variable SERVICE_RESULT (systemd 232) tells why the service ended.',
  examples: [
    { script: initScript({ stop: 'killproc -p /var/run/acmed.pid acmed\n/usr/sbin/acme-cleanup' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
