import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV211',
  name: 'respawn-loop',
  severity: 'info',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one pause is compared' },
  params: ['program', 'restart'],
  optional: ['now'],
  what: p =>
    `a loop starts ${p.program} again whenever it ends; that is Restart=${p.restart} of a unit${p.now ? ` (${p.now})` : ''}`,
  why: 'systemd notices the end of the process itself and starts it again. It does so after RestartSec= and, unlike a loop, gives up if the start limit says so. A loop in a helper hides all that from it.',
  todo: p =>
    p.now
      ? `Check RestartSec= against the pause of the loop, and that nothing needs ${p.program} to stay down.`
      : `Let the unit run ${p.program} itself, with Restart=${p.restart} and the pause of the loop as RestartSec=.`,
  examples: [
    { script: initScript({ start: 'while true; do /usr/sbin/acmed -f; sleep 5; done &' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
