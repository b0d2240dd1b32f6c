import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV211',
  name: 'respawn-loop',
  severity: 'info',
  category: 'process',
  confidence: 'proved',
  params: ['program', 'restart'],
  what: p => `the loop that started ${p.program} again became Restart=${p.restart}`,
  why: 'systemd notices the end of the process itself and starts it again. It does so after RestartSec= and, unlike the loop, gives up if the start limit says so.',
  todo: () => 'Check RestartSec= against the sleep in the loop, and that a clean stop is not followed by a start.',
  examples: [
    { script: initScript({ start: 'while true; do /usr/sbin/acmed -f; sleep 5; done &' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
