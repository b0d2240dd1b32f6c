import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchLinks } from './search.ts';

const rule: Rule = {
  code: 'SV101',
  name: 'no-header',
  severity: 'medium',
  category: 'input',
  effort: {
    level: 'hour',
    because: 'the rc links of the old host have to be looked up, and order and targets decided',
  },
  params: [],
  what: () => 'the script has neither a chkconfig nor an LSB header: when it starts and in which order is assumed',
  why: 'Without a header nothing says in which run levels the service belongs and what must run before it. The order and the enablement of the unit are defaults, not knowledge.',
  todo: () =>
    'Look at the S and K links of the old host, or give the image with --root; then check After= and WantedBy= of the unit.',
  command: (_, service) => searchLinks(service),
  examples: [
    { script: initScript({ header: '# starts acmed' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
