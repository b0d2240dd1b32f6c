import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV439',
  name: 'setting-kept',
  severity: 'info',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'none', because: 'it matters only on the day when somebody sets one of them' },
  identity: ['file'],
  params: ['file', 'names'],
  what: p => `set in ${p.file}, these would not reach the unit, which holds the script's own: ${p.names}`,
  why: 'The script read the file behind these assignments. A value that is set there for the first time changed what the script did, and does not change the unit.',
  todo: () => 'To set one, write it into the file (a comment will do) and convert again.',
  examples: [
    {
      script: initScript({
        top: 'ACME_PORT=7000\n. /etc/sysconfig/acmed',
        start: '/usr/sbin/acmed -p $ACME_PORT $OPTIONS &',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=-v\n' },
      reported: true,
    },
    {
      script: initScript({
        top: 'ACME_PORT=7000\n. /etc/sysconfig/acmed',
        start: '/usr/sbin/acmed -p $ACME_PORT $OPTIONS &',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=-v\n#ACME_PORT=7001\n' },
      reported: false,
    },
  ],
};

export default rule;
