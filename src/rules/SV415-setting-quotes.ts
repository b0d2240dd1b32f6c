import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV415',
  name: 'setting-quotes',
  severity: 'medium',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the arguments of the running daemon are compared' },
  needs: ['settings-file'],
  identity: ['setting'],
  params: ['setting', 'value'],
  what: p => `the value of $${p.setting} has quotes or backslashes in it: ${p.value}`,
  why: "In the shell quotes inside a value are plain characters after expansion, unless the text is evaluated once more; systemd removes them when it splits $X. And the environment file's own rules for backslashes differ by version.",
  todo: () => 'Compare the arguments of the running daemon (/proc/PID/cmdline) before and after.',
  examples: [
    {
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed $OPTIONS &' }),
      settings: { '/etc/sysconfig/acmed': `OPTIONS="--name 'my host'"\n` },
      reported: true,
    },
    {
      script: initScript({ top: '. /etc/sysconfig/acmed', start: '/usr/sbin/acmed $OPTIONS &' }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS="--name myhost"\n' },
      reported: false,
    },
  ],
};

export default rule;
