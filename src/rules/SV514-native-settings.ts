import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const CROND = initScript({
  header: '# chkconfig: 2345 90 60\n# description: run cron jobs',
  top: '. /etc/sysconfig/crond',
  start: 'daemon --pidfile /var/run/crond.pid /usr/sbin/crond $CRONDARGS',
  stop: 'killproc -p /var/run/crond.pid crond',
});

const rule: Rule = {
  code: 'SV514',
  name: 'native-settings',
  severity: 'medium',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'a file is copied, and one unit read' },
  params: ['unit'],
  optional: ['settings', 'file', 'dropIn', 'unread'],
  what: p =>
    [
      `settings of this host have to reach ${p.unit} of the target`,
      p.settings ? `: ${p.settings} in ${p.file}` : '',
      p.unread ? `; the unit does not use ${p.unread}` : '',
      p.dropIn ? `; superseded${p.dropIn} has what a drop-in can say` : '',
    ].join(''),
  why: 'The target starts the service by a unit of its own. What somebody of this host set is lost with the old script, unless the unit reads the same file.',
  todo: p =>
    [
      `See what ${p.unit} reads ("systemctl cat ${p.unit}").`,
      p.settings ? ` Copy ${p.file}.` : '',
      p.unread
        ? ` What ${p.unread} said belongs into the program's own configuration, or an ExecStart= of a drop-in.`
        : '',
      p.dropIn ? ` Install the drop-in as ${p.dropIn}.` : '',
    ].join(''),
  examples: [
    { script: CROND, name: 'crond', settings: { '/etc/sysconfig/crond': 'CRONDARGS="-m off"\n' }, reported: true },
    { script: CROND, name: 'crond', settings: { '/etc/sysconfig/crond': 'CRONDARGS=\n' }, reported: false },
    { script: CROND, settings: { '/etc/sysconfig/crond': 'CRONDARGS="-m off"\n' }, reported: false },
  ],
};

export default rule;
