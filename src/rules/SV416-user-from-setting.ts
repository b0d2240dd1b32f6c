import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV416',
  name: 'user-from-setting',
  severity: 'medium',
  category: 'user',
  confidence: 'proved',
  params: ['setting', 'user'],
  what: p => `the user comes from the setting $${p.setting}: User=${p.user} is fixed`,
  why: 'User= expands no variables. A change of ${p.setting} has no effect on the unit.',
  todo: p => `Change User= in a drop-in whenever ${p.setting} changes.`,
  examples: [
    {
      script: initScript({
        top: '. /etc/sysconfig/acmed',
        start: 'daemon --user $RUNAS --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      settings: { '/etc/sysconfig/acmed': 'RUNAS=acme\n' },
      reported: true,
    },
    {
      script: initScript({ start: 'daemon --user acme --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: false,
    },
  ],
};

export default rule;
