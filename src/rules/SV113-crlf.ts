import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV113',
  name: 'crlf',
  severity: 'medium',
  category: 'input',
  effort: { level: 'minutes', because: 'the file is compared with the one that ran' },
  params: [],
  what: () => 'the lines of the script end in CR LF',
  why: 'The kernel looks for an interpreter whose name ends in CR and the shell takes CR for a part of each word: such a script did not run as it stands. It was converted as if the line ends were right.',
  todo: () => 'Make sure that this file is the one that ran, and not a copy that a transfer has changed.',
  examples: [
    { script: initScript().replaceAll('\n', '\r\n'), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
