import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV110',
  name: 'unreadable',
  severity: 'critical',
  category: 'input',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the file is made readable and the batch run again' },
  params: ['reason'],
  what: p => `the file could not be read: ${p.reason}`,
  why: 'A script that cannot be read cannot be converted, and without a unit its service never starts under systemd.',
  todo: () => 'Make the file readable, or remove it from the batch if it is no init script.',
  examples: [
    { script: initScript(), unreadable: true, reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
