import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV203',
  name: 'wrapped',
  severity: 'high',
  category: 'programs',
  confidence: 'proved',
  effort: { level: 'day', because: 'the unit for the program has to be written by hand and tried' },
  params: ['reason'],
  what: p => `the unit calls the original script: ${p.reason}`,
  why: 'What the script does was not understood well enough to write a unit for it. systemd sees a script that starts and stops something, cannot tell which process is the service, and cannot restart it when it dies.',
  todo: () => 'Write a unit for the program that the script starts, with this one as the starting point.',
  examples: [
    // Longer than the lines that the target reads.
    {
      script: initScript({ start: `/usr/sbin/acmed ${'--module acme-module '.repeat(200)}&` }),
      target: 'systemd-219',
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
