import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV115',
  name: 'shebang',
  severity: 'low',
  category: 'input',
  effort: { level: 'minutes', because: 'the first line of the helpers is looked at' },
  params: ['shebang', 'reason'],
  what: p => `the first line is "${p.shebang}": ${p.reason}`,
  why: 'init runs a script by its first line; service runs it by whatever shell its caller has. Helpers are run by systemd, which insists on a valid first line.',
  todo: () => 'Check that the helpers of this service start with the shell that the script needs.',
  examples: [
    { script: initScript().replace('#!/bin/sh\n', ''), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
