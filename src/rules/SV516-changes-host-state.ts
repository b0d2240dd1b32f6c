import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV516',
  name: 'changes-host-state',
  severity: 'high',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'hour', because: 'it has to be found out who calls it, and when' },
  params: ['command'],
  what: p => `the start executes "${p.command}", which changes the state of the whole host`,
  why: 'A part of the old boot did so in its own run level. In multi-user.target the unit ends each boot that comes to it, and systemd has targets for it: rescue.target, reboot.target, poweroff.target (systemd.special(7)).',
  todo: () =>
    'Leave the unit disabled, and use "systemctl isolate", "systemctl reboot" or a timer where this was meant for an occasion.',
  examples: [
    { script: initScript({ start: 'exec init -t1 S', stop: ':' }), reported: true },
    {
      script: initScript({ start: 'if [ -f /.autorelabel ]; then\n  /sbin/reboot -f\nfi', stop: ':' }),
      reported: true,
    },
    { script: initScript({ start: 'telinit q\n/usr/sbin/acmed' }), reported: false },
    // `init` of another program, and the word of a service.
    { script: initScript({ start: '/usr/sbin/acmectl init\n/usr/sbin/acmed' }), reported: false },
    { script: initScript({ start: 'systemctl restart other\n/usr/sbin/acmed' }), reported: false },
  ],
};

export default rule;
