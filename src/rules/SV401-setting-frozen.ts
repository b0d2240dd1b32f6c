import { categoryOfDirective } from './category.ts';
import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV401',
  name: 'setting-frozen',
  severity: 'medium',
  category: 'settings',
  categoryOf: p => categoryOfDirective(p.directive),
  confidence: 'proved',
  effort: { level: 'none', because: 'it matters only on the day when the setting changes' },
  needs: ['settings-file'],
  identity: ['setting', 'directive'],
  params: ['setting', 'directive', 'value'],
  what: p =>
    `${p.directive} expands no variables: ${/\s/.test(p.setting ?? '') ? p.setting : `$${p.setting}`} is frozen as "${p.value}"`,
  why: 'Who changes the setting later changes nothing: the script read the file at each start, the unit has the value of today.',
  todo: p => `Change ${p.directive} (a drop-in will do) whenever ${p.setting} changes.`,
  examples: [
    {
      script: initScript({
        top: 'ACME_USER=acme\n. /etc/sysconfig/acmed',
        start: 'daemon --user $ACME_USER --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      settings: { '/etc/sysconfig/acmed': 'ACME_USER=acme2\n' },
      reported: true,
    },
    {
      script: initScript({
        top: 'OPTIONS=\n. /etc/sysconfig/acmed',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed $OPTIONS',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=-v\n' },
      reported: false,
    },
  ],
};

export default rule;
