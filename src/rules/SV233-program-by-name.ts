import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV233',
  name: 'program-by-name',
  severity: 'low',
  category: 'files',
  effort: { level: 'minutes', because: 'one path is looked up on the target' },
  identity: ['program'],
  params: ['program', 'path'],
  optional: ['how'],
  what: p => `${p.program} has no path: ${p.path} is used${p.how ? ` (${p.how})` : ''}`,
  why: 'systemd wants the absolute path of a program (before 239) and searches other directories than the script did.',
  todo: p => `Check that ${p.path} exists on the target.`,
  command: p => ['command', '-v', `${p.program}`],
  examples: [
    { script: initScript({ start: 'cd /\nacmed &' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
