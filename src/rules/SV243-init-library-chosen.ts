import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const CHOICE = 'if [ -f /etc/rc.status ]; then\n    . /etc/rc.status\nfi';

const rule: Rule = {
  code: 'SV243',
  name: 'init-library-chosen',
  severity: 'info',
  category: 'files',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one looks which system the script ran on' },
  identity: ['library'],
  params: ['library', 'system'],
  what: p => `the test of ${p.library} is answered as ${p.system} answers it`,
  why: 'The script serves several systems and asks for their init libraries, or for the files that tell distributions apart, to find out where it is. The unit does what it did on the kind of system that it is converted for.',
  todo: p => `If it did something else where it ran, see what: it is read as on ${p.system}.`,
  examples: [
    { script: initScript({ top: CHOICE }), target: 'rhel7', reported: true },
    { script: initScript(), target: 'rhel7', reported: false },
  ],
};

export default rule;
