import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const CROND = initScript({
  header: '# chkconfig: 2345 90 60\n# description: run cron jobs',
  start: 'daemon --pidfile /var/run/crond.pid /usr/sbin/crond $CRONDARGS',
  stop: 'killproc -p /var/run/crond.pid crond',
});
const NATIVE = '[Service]\nEnvironmentFile=/etc/sysconfig/crond\nExecStart=/usr/sbin/crond -n $CRONDARGS\n';

const rule: Rule = {
  code: 'SV515',
  name: 'native-compared',
  severity: 'info',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'some lines of two units are compared' },
  params: ['unit'],
  optional: ['differences'],
  what: p =>
    p.differences
      ? `${p.unit} of the target does otherwise than the script: ${p.differences}`
      : `${p.unit} of the target says of the process what the script did`,
  why: 'The maintainers of the package changed things on purpose. What somebody of this host changed in the script is among the differences too, and only a person can tell.',
  todo: p =>
    p.differences
      ? 'Look for what was changed on this host, and carry it over in a drop-in.'
      : 'Nothing has to be done.',
  examples: [
    {
      script: CROND,
      name: 'crond',
      targetFiles: { '/usr/lib/systemd/system/crond.service': NATIVE },
      reported: true,
    },
    { script: CROND, name: 'crond', targetFiles: {}, reported: false },
    { script: CROND, name: 'crond', reported: false },
  ],
};

export default rule;
