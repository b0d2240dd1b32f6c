import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV230',
  name: 'instances',
  severity: 'medium',
  category: 'process',
  params: ['list'],
  what: p => `the script starts one daemon per instance: ${p.list}`,
  why: 'The instances of today became units; one that is added to the settings later has none until the script is converted again.',
  todo: () => 'Add a new instance as a unit of its own; a template (name@.service) is worth it from the third.',
  examples: [
    {
      script: initScript({ top: 'INSTANCES="a b"', start: 'for i in $INSTANCES; do /usr/sbin/acmed --name $i & done' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
