import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV111',
  name: 'syntax-error',
  severity: 'critical',
  category: 'input',
  confidence: 'proved',
  effort: { level: 'hour', because: 'somebody who knows the script has to repair it' },
  params: ['message'],
  what: p => `the shell cannot parse this: ${p.message}`,
  why: 'A script that does not parse did not run either, or only up to this line. No unit is made of a guess.',
  todo: () => 'Correct the script ("sh -n" names the place too) and convert it again.',
  examples: [
    { script: initScript({ start: 'if [ -x /usr/sbin/acmed ]; then\n    daemon /usr/sbin/acmed' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
