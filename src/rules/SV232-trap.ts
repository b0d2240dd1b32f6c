import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV232',
  name: 'trap',
  severity: 'medium',
  category: 'lost',
  confidence: 'proved',
  params: ['signal', 'command'],
  what: p => `the script traps ${p.signal} to run "${p.command}"; systemd signals the daemon, not the script`,
  why: 'There is no script any more that could receive the signal.',
  todo: () => 'If the command cleans up, make it ExecStopPost=.',
  examples: [
    { script: initScript({ top: "trap 'rm -f /tmp/acme.lock' EXIT" }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
