import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV234',
  name: 'runtime-directory',
  severity: 'low',
  category: 'files',
  effort: { level: 'minutes', because: 'the contents of one folder are looked at' },
  identity: ['path'],
  params: ['path', 'how'],
  what: p => `${p.path} is made by ${p.how}`,
  why: '/run is empty after each boot, so what the script made there must be made again. A RuntimeDirectory= is also removed at stop, with all that is in it.',
  todo: p => `Check that nothing in ${p.path} must outlive a stop and that no other service writes there.`,
  examples: [
    {
      script: initScript({
        start: 'mkdir -p /var/run/acme\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
