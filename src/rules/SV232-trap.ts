import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV232',
  name: 'trap',
  severity: 'low',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one command is looked at and perhaps moved' },
  params: ['signal', 'command'],
  what: p => `the script traps ${p.signal} to run "${p.command}"; systemd signals the daemon, not the script`,
  why: 'There is no script any more that could receive the signal.',
  todo: () => 'If the command cleans up, make it ExecStopPost=.',
  examples: [
    { script: initScript({ top: "trap '/usr/sbin/acmectl leave' USR1" }), reported: true },
    // At the end of the helper it runs as it did at the end of the script.
    { script: initScript({ top: "trap '/usr/sbin/acmectl leave' EXIT" }), reported: false },
  ],
};

export default rule;
