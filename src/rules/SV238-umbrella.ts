import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const SCRIPT = initScript({
  start: 'daemon /usr/sbin/acmed\ndaemon /usr/sbin/acme-logd',
  stop: 'killproc acme-logd\nkillproc acmed',
});

const rule: Rule = {
  code: 'SV238',
  name: 'umbrella',
  severity: 'low',
  category: 'process',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'each unit is started once, and the end of one of them is tried' },
  params: ['count', 'unit', 'units'],
  what: p =>
    `the script starts ${p.count} daemons: each has a unit (${p.units}), and ${p.unit} starts and stops them all`,
  why: 'In one unit systemd would not see that one of several daemons has died. Who stops or restarts one of them does so to all, and they stop in the opposite order of their start, whatever the script’s order was.',
  todo: p =>
    `Watch each unit, not ${p.unit} alone. If they must stay one unit, an override with a [Service] section keeps them together.`,
  examples: [
    { script: SCRIPT, reported: true },
    { script: SCRIPT, override: '[Service]\nNice=5\n', reported: false },
    { script: initScript(), reported: false },
  ],
};

export default rule;
