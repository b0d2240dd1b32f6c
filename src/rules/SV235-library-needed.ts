import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const CASES = 'save)\n        success "saving"\n        /usr/sbin/acmectl save ;;';

const rule: Rule = {
  code: 'SV235',
  name: 'library-needed',
  severity: 'medium',
  category: 'files',
  // What no package brings: the commands behind it are not run.
  categoryOf: p => (p.package === undefined ? 'programs' : 'files'),
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one package is installed' },
  identity: ['helper'],
  params: ['library', 'helper'],
  optional: ['package'],
  what: p =>
    `${p.helper} ${p.library?.startsWith('/') ? 'sources' : 'runs'} ${p.library}, which the target does not have by itself`,
  why: 'The original lines call functions of an init library. Newer releases install it no longer, and other distributions have it elsewhere; the text then fails at that line.',
  todo: p =>
    p.package
      ? `Install the package ${p.package}, or write the calls of the library in ${p.helper} in plain shell.`
      : `Write the calls of the library in ${p.helper} in plain shell.`,
  examples: [
    { script: initScript({ cases: CASES }), target: 'rhel9', reported: true },
    { script: initScript({ cases: CASES }), target: 'rhel7', reported: false },
  ],
};

export default rule;
