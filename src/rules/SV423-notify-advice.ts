import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV423',
  name: 'notify-advice',
  severity: 'info',
  category: 'advice',
  effort: { level: 'none', because: 'advice' },
  params: ['program'],
  what: p => `${p.program} can tell systemd when it is ready: Type=notify`,
  why: 'Type=notify is exact where the unit as converted guesses when the service is up. It often needs a flag that keeps the program in the foreground.',
  todo: () => 'Check that the program was built with it, then set Type=notify and remove PIDFile=.',
  examples: [
    {
      script: initScript({
        start: 'daemon --pidfile /var/run/smartd.pid /usr/sbin/smartd -p /var/run/smartd.pid',
        stop: 'killproc -p /var/run/smartd.pid smartd',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
