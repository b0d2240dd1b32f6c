import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV906',
  name: 'internal-error',
  severity: 'critical',
  category: 'input',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the unit has to be written by hand until the tool is mended' },
  params: ['message'],
  what: p => `sysv2systemd failed on this script, and there is no unit of it: ${p.message}`,
  why: 'It is an error of this tool and none of the script. The other scripts are converted.',
  todo: () => 'Report it with the script; write the unit by hand meanwhile.',
  examples: [],
};

export default rule;
