import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV202',
  name: 'statement-lost',
  severity: 'high',
  category: 'lost',
  confidence: 'proved',
  effort: { level: 'hour', because: 'what the statement was for has to be found out and put somewhere by hand' },
  params: ['statement', 'reason'],
  what: p => `lost: "${p.statement}" (${p.reason})`,
  why: 'The script did this and neither the unit nor a helper does. Whatever relied on it will notice only when it is missing.',
  todo: () =>
    'Decide whether it is needed; if so, add it to the unit (ExecStartPre=, ExecStartPost= or ExecStopPost=) by hand.',
  examples: [
    {
      script: initScript({
        start:
          'if pidof acmed >/dev/null; then\n    /usr/sbin/acmectl rescan\n    exit 0\nfi\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    {
      script: initScript({ start: '/usr/sbin/acmectl sync\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: false,
    },
  ],
};

export default rule;
