import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV217',
  name: 'action-arguments',
  severity: 'medium',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'hour', because: 'a template is written and each instance enabled' },
  identity: ['action'],
  params: ['action', 'argument'],
  what: p => `"${p.action}" reads the argument ${p.argument}, which systemctl does not pass`,
  why: 'systemctl takes unit names after the action, so nobody can give the service an argument any more.',
  todo: () =>
    'Make a unit template (name@.service) if the argument chooses an instance, or call the kept command directly.',
  examples: [
    {
      script: initScript({
        top: 'INSTANCE=$2',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed --instance $INSTANCE',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
