import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV432',
  name: 'target-lacks-group',
  severity: 'high',
  category: 'groups',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one group is made' },
  params: ['name', 'unit'],
  what: p => `the target has no group ${p.name}, which ${p.unit} needs`,
  why: 'systemd starts nothing for a group that does not exist: the start fails with status 216/GROUP.',
  todo: p => `Make the group before the unit is deployed: groupadd -r ${p.name}.`,
  command: p => ['groupadd', '-r', '--', `${p.name}`],
  examples: [
    {
      script: initScript(),
      override: '[Service]\nGroup=acme\n',
      targetFiles: { '/etc/group': 'root:x:0:' },
      reported: true,
    },
    {
      script: initScript(),
      override: '[Service]\nGroup=acme\n',
      targetFiles: { '/etc/group': 'acme:x:9:' },
      reported: false,
    },
  ],
};

export default rule;
