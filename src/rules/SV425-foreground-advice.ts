import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV425',
  name: 'foreground-advice',
  severity: 'info',
  category: 'advice',
  effort: { level: 'none', because: 'advice' },
  params: ['program', 'flag'],
  what: p => `${p.program} stays in the foreground with ${p.flag}: Type=simple would need no pid file`,
  why: 'A daemon that forks is tracked by a file that it writes at some time; one that stays is tracked from the first moment.',
  todo: p => `Add ${p.flag} to ExecStart=, set Type=simple and remove PIDFile=.`,
  examples: [
    {
      script: initScript({
        start: 'daemon --pidfile /var/run/crond.pid /usr/sbin/crond',
        stop: 'killproc -p /var/run/crond.pid crond',
      }),
      reported: true,
    },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
