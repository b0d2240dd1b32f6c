import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV438',
  name: 'target-lacks-library',
  severity: 'high',
  category: 'programs',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the package that has it is found, or the program is built anew' },
  params: ['name', 'program', 'unit'],
  what: p => `the target has no ${p.name}, without which ${p.program} of ${p.unit} does not start`,
  why: 'The kernel and the dynamic linker look for it before the first line of the program runs: interpreters of scripts, libraries of the right machine and word size. Releases drop old versions of libraries.',
  todo: p =>
    `Install the package that brings ${p.name}, for old libraries one named compat-…, or get the program for the new release.`,
  examples: [
    {
      script: initScript(),
      targetFiles: { '/usr/sbin/acmed': '#!/opt/acme/bin/perl5\n', '/bin/kill': '' },
      reported: true,
    },
    {
      script: initScript(),
      targetFiles: { '/usr/sbin/acmed': '#!/bin/sh\n', '/bin/sh': '', '/bin/kill': '' },
      reported: false,
    },
  ],
};

export default rule;
