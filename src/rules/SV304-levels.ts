import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV304',
  name: 'levels',
  severity: 'low',
  category: 'enablement',
  effort: { level: 'minutes', because: 'one target is looked at' },
  params: ['levels', 'target'],
  what: p => `the run levels ${p.levels} cannot be said exactly: the unit is wanted by ${p.target}`,
  why: 'graphical.target contains multi-user.target, and run levels 2, 3 and 4 are one target; a service of level 3 alone or 5 alone is not possible.',
  todo: p => `Check that the service may run wherever ${p.target} is active.`,
  examples: [
    { script: initScript({ header: '# chkconfig: 3 85 15\n# description: Acme daemon' }), reported: true },
    { script: initScript({ header: '# chkconfig: 2345 85 15\n# description: Acme daemon' }), reported: false },
  ],
};

export default rule;
