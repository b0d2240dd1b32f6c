import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV431',
  name: 'target-lacks-user',
  severity: 'high',
  category: 'user',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one account is made' },
  params: ['name', 'unit'],
  what: p => `the target has no user ${p.name}, as which ${p.unit} runs`,
  why: 'systemd starts nothing for a user that does not exist: the start fails with status 217/USER. A user of LDAP or the like is not in the /etc/passwd that was read.',
  todo: p =>
    `Make the user before the unit is deployed, with the number of the old host if it owns files: useradd -r -s /sbin/nologin ${p.name}.`,
  command: p => ['useradd', '-r', '-s', '/sbin/nologin', '--', `${p.name}`],
  examples: [
    {
      script: initScript({ start: 'daemon --user acme /usr/sbin/acmed' }),
      targetFiles: { '/etc/passwd': 'root:x:0:0::/:' },
      reported: true,
    },
    {
      script: initScript({ start: 'daemon --user acme /usr/sbin/acmed' }),
      targetFiles: { '/etc/passwd': 'acme:x:9:9::/:' },
      reported: false,
    },
  ],
};

export default rule;
