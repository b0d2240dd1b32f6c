import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV102',
  name: 'chkconfig-rejected',
  severity: 'medium',
  category: 'input',
  effort: { level: 'minutes', because: 'one decision: in which targets the service belongs' },
  params: ['line', 'reason'],
  what: p => `chkconfig refuses the line "${p.line}": ${p.reason}`,
  why: 'chkconfig ignores the whole file when one chkconfig line is malformed, so the service was probably never enabled by it, whatever the line seems to say.',
  todo: () => 'Decide in which targets the service belongs; the unit is not enabled by this line.',
  examples: [
    { script: initScript({ header: '# chkconfig: 2-5 85 15\n# description: Acme daemon' }), reported: true },
    { script: initScript({ header: '# chkconfig: 2345 85 15\n# description: Acme daemon' }), reported: false },
  ],
};

export default rule;
