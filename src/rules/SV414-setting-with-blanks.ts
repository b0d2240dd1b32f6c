import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV414',
  name: 'setting-with-blanks',
  severity: 'medium',
  category: 'settings',
  effort: { level: 'minutes', because: 'one value is looked at' },
  identity: ['setting'],
  params: ['setting', 'word'],
  what: p => `$${p.setting} stands inside the word "${p.word}": the unit takes a value with blanks as one argument`,
  why: 'The shell splits an unquoted value there, systemd does not split ${X} inside a word.',
  todo: p => `Keep the value of ${p.setting} free of blanks, or give it as an argument of its own.`,
  examples: [
    {
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed --port=$PORT &' }),
      settings: { '/etc/sysconfig/acmed': 'PORT=80\n' },
      reported: true,
    },
    {
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed --port="$PORT" &' }),
      settings: { '/etc/sysconfig/acmed': 'PORT=80\n' },
      reported: false,
    },
  ],
};

export default rule;
