import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV245',
  name: 'restart-by-program',
  severity: 'low',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'it is asked whether anybody counts on a restart without an end' },
  params: ['command'],
  what: p => `the script restarted by "${p.command}": systemctl restart stops the service and starts it again`,
  why: 'A program that restarts itself may keep its sockets or its children meanwhile; systemd knows only stop and start.',
  todo: () => 'Where that matters, give the command as ExecReload= in an override and call "systemctl reload".',
  examples: [
    {
      script: initScript({
        start: '/usr/sbin/acmectl start',
        stop: '/usr/sbin/acmectl stop',
        restart: '/usr/sbin/acmectl restart',
      }),
      reported: true,
    },
    { script: initScript({ restart: '/usr/sbin/acmectl restart' }), reported: false },
    { script: initScript(), reported: false },
  ],
};

export default rule;
