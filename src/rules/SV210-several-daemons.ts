import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV210',
  name: 'several-daemons',
  severity: 'medium',
  category: 'process',
  params: ['count', 'programs'],
  what: p => `the script starts ${p.count} daemons (${p.programs}): each has a unit of its own under one umbrella`,
  why: 'A unit has one main process. With one unit for all, the death of one daemon would go unnoticed.',
  todo: () => 'Check the order of the parts, and name the part in scripts that ask for the state of one daemon.',
  examples: [
    {
      script: initScript({
        start: 'daemon /usr/sbin/acmed\ndaemon /usr/sbin/acme-logd',
        stop: 'killproc acmed\nkillproc acme-logd',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
