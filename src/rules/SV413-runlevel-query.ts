import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV413',
  name: 'runlevel-query',
  severity: 'medium',
  category: 'conditions',
  confidence: 'proved',
  effort: { level: 'hour', because: 'what was meant by the run level has to be said as a dependency' },
  params: [],
  optional: ['command', 'variable'],
  what: p =>
    `the script asks for the run level${p.command ? `: "${p.command}"` : ''}${p.variable ? ` (${p.variable})` : ''}`,
  why: 'systemd has targets. runlevel answers from them as well as it can, and during boot and shutdown it answers "unknown"; RUNLEVEL and PREVLEVEL are not set at all.',
  todo: () => 'Say what was meant as a dependency: WantedBy= of another target, Before=shutdown.target, or Conflicts=.',
  examples: [
    {
      script: initScript({
        start: 'level=$(runlevel | cut -d" " -f2)\n[ "$level" = 5 ] && /usr/sbin/acmed-x11 &\n/usr/sbin/acmed &',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
