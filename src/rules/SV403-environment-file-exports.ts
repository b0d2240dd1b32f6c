import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV403',
  name: 'environment-file-exports',
  severity: 'low',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the names are read through' },
  needs: ['settings-file'],
  identity: ['file'],
  params: ['file', 'names'],
  what: p =>
    `everything in ${p.file} now reaches the daemon's environment, also what the script did not export: ${p.names}`,
  why: 'EnvironmentFile= has no variables that are not exported. A program may react to a name that it knows, and its environment can be read in /proc.',
  todo: () =>
    'Look for PATH, HOME, LD_* and secrets among the names; move what the daemon must not see to another file.',
  examples: [
    {
      script: initScript({
        top: '. /etc/sysconfig/acmed',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed $OPTIONS',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS=-v\nHOME=/srv/acme\n' },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
