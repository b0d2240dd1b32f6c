import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV230',
  name: 'instances',
  severity: 'medium',
  category: 'process',
  effort: { level: 'hour', because: 'a template is written and each instance enabled' },
  params: ['list'],
  what: p => `the script starts one daemon per instance: ${p.list}`,
  why: 'One unit for all instances cannot tell which of them died, and none can be started or stopped alone.',
  todo: () => 'Make a template (name@.service) and enable it once for each instance.',
  examples: [
    {
      script: initScript({ top: 'INSTANCES="a b"', start: 'for i in $INSTANCES; do /usr/sbin/acmed --name $i & done' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
