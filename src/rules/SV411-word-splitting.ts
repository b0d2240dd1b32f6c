import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV411',
  name: 'word-splitting',
  severity: 'low',
  category: 'settings',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one value is looked at' },
  identity: ['setting'],
  params: ['setting'],
  what: p => `$${p.setting} is split into arguments by systemd's rules, not by the shell's`,
  why: 'Both split at blanks. systemd also removes quotes inside the value and knows C escapes; the shell expands patterns (*, ?) and ~ in it. Where the script evaluates the value once more (daemon, su -c, eval), $, backquotes, ; and & in it count too, and systemd leaves them as they are.',
  todo: () => 'Look at the value: quotes, backslashes, $, * and ? in it need another spelling.',
  examples: [
    {
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed $OPTIONS &' }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS="-a -b"\n' },
      reported: true,
    },
    {
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed "$OPTIONS" &' }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS="-a"\n' },
      reported: false,
    },
    {
      // ${PORT} inside a word is split by neither: SV414 tells of that.
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed --port=$PORT &' }),
      settings: { '/etc/sysconfig/acmed': 'PORT=80\n' },
      reported: false,
    },
  ],
};

export default rule;
