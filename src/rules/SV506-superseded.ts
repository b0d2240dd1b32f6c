import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV506',
  name: 'superseded',
  severity: 'info',
  category: 'enablement',
  effort: { level: 'hour', because: 'two units are compared and local changes carried over' },
  params: ['reason', 'how'],
  optional: ['unit', 'state'],
  what: p =>
    `${p.how}: the target ${p.unit === undefined ? 'does without it' : `has ${p.unit} for it`} (${p.reason}); converted for comparison, not to be deployed`,
  why: 'A unit in /etc/systemd/system hides the one of the distribution, with its fixes and its SELinux policy; one for a program that is gone can only fail.',
  todo: p =>
    p.unit === undefined
      ? `See that nobody misses it${p.state === undefined ? '' : `; it was ${p.state}`}.`
      : `Compare the two; carry local changes over in a drop-in ("systemctl edit").${p.state === undefined ? '' : ` The script was ${p.state}: see that ${p.unit} is, too.`}`,
  command: p => (p.unit === undefined ? [] : ['systemctl', 'cat', p.unit]),
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
    // By another name, by another program, and not any more.
    { script: initScript({ start: 'daemon dbus-daemon --system' }), name: 'messagebus', reported: true },
    { script: initScript({ start: '/sbin/udevadm trigger' }), name: 'udev-post', reported: true },
    { script: initScript({ start: 'daemon wdaemon' }), name: 'wdaemon', reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
