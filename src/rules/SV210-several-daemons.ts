import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV210',
  name: 'several-daemons',
  severity: 'medium',
  category: 'process',
  effort: { level: 'hour', because: 'each daemon gets a unit, and their order has to be tried' },
  params: ['count', 'programs'],
  what: p => `the script starts ${p.count} daemons: ${p.programs}`,
  why: 'A unit has one main process. Where one unit starts several daemons, systemd takes it for active while any of them, or none, is left.',
  todo: () =>
    'Give each daemon a unit of its own (PartOf= one for all of them), so that the end of one is seen; check their order.',
  examples: [
    {
      script: initScript({
        start: 'daemon /usr/sbin/acmed\ndaemon /usr/sbin/acme-logd',
        // Nothing ends the second one, so that nobody knows whose stop this is.
        stop: 'killproc acmed',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
