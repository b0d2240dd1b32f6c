import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV404',
  name: 'runtime-gate',
  severity: 'medium',
  category: 'conditions',
  confidence: 'proved',
  effort: { level: 'none', because: 'it works as before; the change is an offer' },
  identity: ['setting'],
  params: ['setting'],
  optional: ['file', 'value'],
  what: p =>
    `whether the service starts is decided by $${p.setting}${p.file ? ` in ${p.file}` : ''}${p.value === undefined ? '' : ` (now "${p.value}")`}, as before`,
  why: 'The unit can be enabled and still not start: the switch in the settings file counts too, and systemctl enable does not change it.',
  todo: () => 'Set the switch once, remove the test from the unit, and use systemctl enable and disable.',
  examples: [
    {
      script: initScript({
        top: 'ENABLED=no\n. /etc/sysconfig/acmed',
        start: '[ "$ENABLED" = yes ] || exit 0\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      settings: { '/etc/sysconfig/acmed': 'ENABLED=yes\n' },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
