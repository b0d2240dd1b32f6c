import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV105',
  name: 'duplicate-header',
  severity: 'low',
  category: 'input',
  effort: { level: 'minutes', because: 'two lines of the header are compared' },
  identity: ['key'],
  params: ['key'],
  what: p => `the header says "${p.key}" more than once`,
  why: 'Tools disagree on which one counts: chkconfig takes the first levels and the last description, others take the last of all.',
  todo: () => 'Check that the unit follows the one that was meant.',
  examples: [
    {
      script: initScript({ header: '# chkconfig: 345 85 15\n# chkconfig: 2345 20 80\n# description: Acme daemon' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
