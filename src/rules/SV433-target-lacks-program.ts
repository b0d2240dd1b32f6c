import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV433',
  name: 'target-lacks-program',
  severity: 'high',
  category: 'programs',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the package or the new path of a program is found' },
  params: ['name', 'unit'],
  what: p => `the target has no ${p.name}, which ${p.unit} runs`,
  why: 'The start fails with status 203/EXEC. Programs move between releases, and what a vendor put into /opt has to be installed anew.',
  todo: p => `Install what brings ${p.name}, or name its new place in a file of overrides.`,
  examples: [
    { script: initScript(), targetFiles: {}, reported: true },
    { script: initScript(), targetFiles: { '/usr/sbin/acmed': '', '/bin/kill': '' }, reported: false },
  ],
};

export default rule;
