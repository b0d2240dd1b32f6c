import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV418',
  name: 'settings-file-missing',
  severity: 'low',
  category: 'settings',
  effort: { level: 'minutes', because: 'one file is copied and the script converted again' },
  needs: ['settings-file'],
  identity: ['file'],
  params: ['file'],
  what: p => `the settings file ${p.file} is not at hand: which settings it holds is unknown`,
  why: 'Without the file it is a guess which variables an administrator may have set, and whether it holds more than assignments.',
  todo: () => 'Convert with --root or --settings so that the file is read.',
  examples: [
    {
      script: initScript({
        top: '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed $OPTIONS',
      }),
      reported: true,
    },
    {
      script: initScript({
        top: '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed $OPTIONS',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=\n' },
      reported: false,
    },
  ],
};

export default rule;
