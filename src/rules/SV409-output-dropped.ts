import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV409',
  name: 'output-dropped',
  severity: 'low',
  category: 'input-output',
  effort: { level: 'none', because: 'the journal only has more than before' },
  params: ['stream'],
  what: p => `what was thrown away (${p.stream}) now goes to the journal`,
  why: 'A daemon that prints a lot fills the journal, and rate limiting may hide messages of its own.',
  todo: () => 'Add StandardOutput=null if the output is of no use.',
  examples: [
    { script: initScript({ start: '/usr/sbin/acmed > /dev/null 2>&1 &' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
