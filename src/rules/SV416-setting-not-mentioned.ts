import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV416',
  name: 'setting-not-mentioned',
  severity: 'low',
  category: 'settings',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one question: is the setting used' },
  identity: ['setting'],
  params: ['setting'],
  what: p => `the script tests $${p.setting}, which no settings file mentions: it is taken as unset`,
  why: 'The unit holds what the script does with the variable unset. Setting it later in the file changed what the script did, and does not change the unit.',
  todo: p => `To use ${p.setting}, write it into the settings file (a comment will do) and convert again.`,
  examples: [
    {
      script: initScript({
        top: '. /etc/sysconfig/acmed\n[ "$ACME_DEBUG" = yes ] && OPTIONS="$OPTIONS -d"',
        start: '/usr/sbin/acmed $OPTIONS &',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=-v\n' },
      reported: true,
    },
    {
      script: initScript({
        top: '. /etc/sysconfig/acmed\n[ "$ACME_DEBUG" = yes ] && OPTIONS="$OPTIONS -d"',
        start: '/usr/sbin/acmed $OPTIONS &',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=-v\n#ACME_DEBUG=yes\n' },
      reported: false,
    },
  ],
};

export default rule;
