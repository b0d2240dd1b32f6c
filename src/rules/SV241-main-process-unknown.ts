import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV241',
  name: 'main-process-unknown',
  severity: 'low',
  category: 'process',
  effort: { level: 'minutes', because: 'one look below /run while the service runs' },
  params: [],
  what: () => 'the program forks and nothing tells of a pid file: systemd does not know its main process',
  why: 'A guess could hit a process that ends at once, and the service with it (GuessMainPID=no). The unit is active while one of its processes runs: a crash is an end like any other, so Restart=on-failure does nothing.',
  todo: () => 'If the program writes a pid file, name it in PIDFile=; or start it in the foreground, with Type=simple.',
  command: () => ['find', '/run', '-name', '*.pid'],
  examples: [
    { script: initScript({ start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed' }), reported: true },
    {
      script: initScript({
        start: 'daemon --pidfile /run/acmed.pid /usr/sbin/acmed -p /run/acmed.pid',
        stop: 'killproc -p /run/acmed.pid acmed',
      }),
      reported: false,
    },
    { script: initScript({ start: '/usr/sbin/acmed &', stop: 'killproc acmed' }), reported: false },
  ],
};

export default rule;
