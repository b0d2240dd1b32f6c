import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV506',
  name: 'superseded',
  severity: 'info',
  category: 'enablement',
  effort: { level: 'hour', because: 'two units are compared and local changes carried over' },
  params: ['unit', 'reason'],
  what: p =>
    `the target ships ${p.unit} for the same program (${p.reason}): converted for comparison, not to be deployed`,
  why: 'A unit in /etc/systemd/system hides the one of the distribution, with its fixes and its SELinux policy.',
  todo: () => 'Compare the two; carry local changes over in a drop-in ("systemctl edit").',
  command: p => ['systemctl', 'cat', `${p.unit}`],
  examples: [
    {
      script: initScript({
        header: '# chkconfig: 2345 90 60\n# description: run cron jobs',
        start: 'daemon --pidfile /var/run/crond.pid /usr/sbin/crond $CRONDARGS',
        stop: 'killproc -p /var/run/crond.pid crond',
      }),
      name: 'crond',
      reported: true,
    },
    // The name alone says nothing: this is another program.
    {
      script: initScript({ start: 'daemon /opt/acme/sbin/crond', stop: 'killproc crond' }),
      name: 'crond',
      reported: false,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
