/**
 * The rows of the table in MIGRATION.md: what stands in a script. What the unit says is not written here: each row is
 * put into a small script, the script is converted, and the lines that `show` names are taken from the result.
 *
 * `show`: names of directives; `files` for helpers and action scripts; `places` for the reason why nothing is needed.
 */

const HEADER = '# chkconfig: 345 85 15\n# description: Acme broker';
const LIBRARY = '. /etc/rc.d/init.d/functions';

function rhel({ header = HEADER, top = '', start = 'daemon /usr/sbin/acmed', stop = 'killproc acmed', cases = '' }) {
  return `#!/bin/bash
${header}
${LIBRARY}
${top}
start() {
${start}
}
stop() {
${stop}
}
case "$1" in
start) start ;;
stop) stop ;;
restart) stop; start ;;
status) status acmed ;;
${cases}
*) echo "Usage: $0 {start|stop|restart|status}"; exit 2 ;;
esac
`;
}

function lsb(keys) {
  const given = { Provides: 'acmed', 'Default-Start': '2 3 4 5', 'Default-Stop': '0 1 6', ...keys };
  const lines = Object.entries(given).map(([key, value]) => `# ${key}: ${value}`);
  return ['### BEGIN INIT INFO', ...lines, '### END INIT INFO'].join('\n');
}

const STOP = 'start-stop-daemon --stop --quiet --pidfile /run/relayd.pid';

function debian({ keys = {}, top = '', start, stop = STOP }) {
  return `#!/bin/sh
${lsb({ Provides: 'relayd', 'Required-Start': '$remote_fs', ...keys })}
. /lib/lsb/init-functions
${top}
case "$1" in
start)
${start}
;;
stop)
${stop}
;;
restart|force-reload) $0 stop; $0 start ;;
*) exit 2 ;;
esac
`;
}

const SWITCH = 'ENABLED=no\n[ -r /etc/default/relayd ] && . /etc/default/relayd';
const RELAYD = 'start-stop-daemon --start --quiet --pidfile /run/relayd.pid --exec /usr/sbin/relayd';
const FOREGROUND = `${RELAYD} --background --make-pidfile`;

/** A row whose construct stands at one place of a RHEL script as it is shown. */
const at = (place, construct, show, more = {}) => ({ construct, script: rhel({ [place]: construct }), show, ...more });
/** Before the daemon is started. */
const before = (construct, show, more = {}) => ({
  construct,
  script: rhel({ start: `${construct}\ndaemon /usr/sbin/acmed` }),
  show,
  ...more,
});
const header = (key, value, show) => ({
  construct: `# ${key}: ${value}`,
  script: rhel({ header: lsb({ [key]: value }) }),
  show,
});

export const GROUPS = [
  {
    title: 'Header, order and run levels',
    rows: [
      at('header', '# chkconfig: 345 85 15\n# description: Acme broker', ['Description', 'Wants', 'After', 'WantedBy']),
      header('Short-Description', 'mail relay', ['Description']),
      header('Required-Start', '$remote_fs', ['After']),
      header('Required-Start', '$network', ['Wants', 'After']),
      header('Should-Start', 'postgresql', ['After']),
      header('X-Start-Before', 'httpd', ['Before']),
      header('Provides', 'acmed acme-broker', ['Alias']),
      header('Default-Start', '2 3 4 5', ['WantedBy']),
      header('Default-Start', '5', ['WantedBy']),
      {
        construct: '# Default-Start: S   (Debian)',
        script: debian({ keys: { 'Default-Start': 'S', 'Default-Stop': '' }, start: '/sbin/sysctl -q -p', stop: ':' }),
        show: ['DefaultDependencies', 'Conflicts', 'Before', 'WantedBy'],
      },
    ],
  },
  {
    title: 'Conditions and switches',
    rows: [
      before('[ -x /usr/sbin/acmed ] || exit 0', ['ConditionFileIsExecutable']),
      before('[ -x /usr/sbin/acmed ] || exit 5', ['AssertFileIsExecutable']),
      before('[ -f /etc/acme.conf ] || exit 6', ['AssertPathExists']),
      before('[ -d /srv/acme ] || exit 0', ['ConditionPathIsDirectory']),
      before('[ -s /etc/acme.key ] || exit 6', ['AssertFileNotEmpty']),
      {
        construct: '. /etc/default/relayd\n[ "$ENABLED" = yes ] || exit 0',
        script: debian({ top: `${SWITCH}\n[ "$ENABLED" = yes ] || exit 0`, start: FOREGROUND }),
        show: ['ExecCondition', 'ExecStart'],
      },
    ],
  },
  {
    title: 'Settings and environment',
    rows: [
      {
        construct: '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed\ndaemon /usr/sbin/acmed $OPTIONS',
        script: rhel({
          top: '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed',
          start: 'daemon /usr/sbin/acmed $OPTIONS',
        }),
        settings: 'OPTIONS="-v"\n',
        show: ['EnvironmentFile', 'ExecStart'],
      },
      {
        construct: 'LISTEN=127.0.0.1\n. /etc/default/relayd\nrelayd --listen "$LISTEN"',
        script: debian({
          top: 'LISTEN=127.0.0.1\n[ -r /etc/default/relayd ] && . /etc/default/relayd',
          start: `${FOREGROUND} -- --listen "$LISTEN"`,
        }),
        show: ['Environment', 'EnvironmentFile', 'ExecStart'],
      },
      before('export JAVA_HOME=/usr/lib/jvm/jre', ['Environment']),
      at('start', "daemon /usr/sbin/acmed --stamp '%d-%m'", ['ExecStart']),
    ],
  },
  {
    title: 'How the daemon starts',
    rows: [
      at('start', 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed', ['Type', 'PIDFile', 'ExecStart']),
      at('start', 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed -p /var/run/acmed.pid', [
        'Type',
        'PIDFile',
        'ExecStart',
      ]),
      at('start', 'nohup /usr/bin/acme-worker >/dev/null 2>&1 &', ['Type', 'ExecStart']),
      {
        construct: 'start-stop-daemon --start --background --make-pidfile …',
        script: debian({ start: FOREGROUND }),
        show: ['Type', 'PIDFile', 'ExecStart'],
      },
      {
        construct: 'start-stop-daemon --start --pidfile /run/relayd.pid …',
        script: debian({ start: RELAYD }),
        show: ['Type', 'PIDFile', 'ExecStart'],
      },
      {
        construct: 'start-stop-daemon --start --background --notify-await …',
        script: debian({ start: `${FOREGROUND} --notify-await` }),
        show: ['Type'],
      },
      at('start', '/sbin/modprobe acme', ['Type', 'RemainAfterExit', 'ExecStart']),
      {
        construct: 'while :; do /usr/bin/acme-worker; sleep 5; done &',
        script: rhel({ start: 'while :; do /usr/bin/acme-worker; sleep 5; done &' }),
        show: ['Type', 'RemainAfterExit', 'ExecStart', 'Restart', 'RestartSec', 'files'],
      },
      {
        construct: 'daemon /usr/sbin/acmed\ndaemon /usr/sbin/acme-gate',
        script: rhel({ start: 'daemon /usr/sbin/acmed\ndaemon /usr/sbin/acme-gate' }),
        show: ['Type', 'RemainAfterExit', 'ExecStart', 'files'],
      },
      {
        construct: '/usr/sbin/relay-check   (before the daemon)',
        script: debian({ start: `/usr/sbin/relay-check\n${FOREGROUND}` }),
        show: ['ExecStartPre'],
      },
      {
        construct: '/usr/sbin/relay-check || exit 1   (before the daemon)',
        script: debian({ start: `/usr/sbin/relay-check || exit 1\n${FOREGROUND}` }),
        show: ['ExecStartPre'],
      },
      {
        construct: '/usr/bin/relayctl load   (after the daemon)',
        script: debian({ start: `${FOREGROUND}\n/usr/bin/relayctl load` }),
        show: ['ExecStartPost'],
      },
    ],
  },
  {
    title: 'User, directories, limits and priorities',
    rows: [
      at('start', 'daemon --user acme /usr/sbin/acmed', ['User']),
      {
        construct: 'start-stop-daemon --chuid relay:mail --chdir /srv --umask 027 --nicelevel 5 …',
        script: debian({ start: `${FOREGROUND} --chuid relay:mail --chdir /srv --umask 027 --nicelevel 5` }),
        show: ['User', 'Group', 'WorkingDirectory', 'UMask', 'Nice'],
      },
      at('start', 'su -s /bin/sh acme -c "/usr/sbin/acmed -d"', ['User', 'ExecStart']),
      at('start', 'su - acme -c "/usr/sbin/acmed -d"', ['User', 'WorkingDirectory', 'ExecStart']),
      before('cd /srv/acme', ['WorkingDirectory', 'ExecStart']),
      before('cd /srv/acme || exit 1', ['WorkingDirectory']),
      {
        construct: 'start-stop-daemon --chroot /srv/jail …',
        script: debian({ start: `${FOREGROUND} --chroot /srv/jail` }),
        show: ['RootDirectory'],
      },
      before('umask 027', ['UMask']),
      before('ulimit -n 4096', ['LimitNOFILE']),
      before('ulimit -S -n 4096', ['LimitNOFILE']),
      before('ulimit -u 512', ['LimitNPROC']),
      before('DAEMON_COREFILE_LIMIT=unlimited', ['LimitCORE']),
      before('ulimit -l unlimited', ['LimitMEMLOCK']),
      before('ulimit -s 512', ['LimitSTACK']),
      before('ulimit -v 1048576', ['LimitAS']),
      at('start', 'daemon +10 /usr/sbin/acmed', ['Nice', 'LimitCORE']),
      at('start', 'nice -n 5 ionice -c 2 -n 7 /usr/sbin/acmed &', [
        'Nice',
        'IOSchedulingClass',
        'IOSchedulingPriority',
        'ExecStart',
      ]),
      at('start', 'chrt -f 10 taskset -c 0 /usr/sbin/acmed &', [
        'CPUSchedulingPolicy',
        'CPUSchedulingPriority',
        'CPUAffinity',
        'ExecStart',
      ]),
    ],
  },
  {
    title: 'Files and output',
    rows: [
      {
        construct: 'mkdir -p /var/run/acme\nchown acme /var/run/acme\ndaemon --user acme …',
        script: rhel({
          start: 'mkdir -p /var/run/acme\nchown acme /var/run/acme\ndaemon --user acme /usr/sbin/acmed',
        }),
        show: ['RuntimeDirectory', 'ExecStartPre', 'PermissionsStartOnly'],
      },
      at('start', '/usr/sbin/acmed -f >>/var/log/acmed.log 2>&1 &', ['StandardOutput', 'StandardError', 'ExecStart']),
      before('touch /var/lock/subsys/acmed', 'places'),
      before('echo "Starting acmed"', 'places'),
    ],
  },
  {
    title: 'Stop, reload and other actions',
    rows: [
      at('stop', 'killproc -p /var/run/acmed.pid acmed', ['KillMode', 'TimeoutStopSec']),
      at('stop', 'killproc -p /var/run/acmed.pid -d 20 acmed', ['KillMode', 'TimeoutStopSec']),
      at('stop', 'kill -QUIT `cat /var/run/acmed.pid`', ['KillMode', 'KillSignal']),
      {
        construct: 'start-stop-daemon --stop --retry TERM/20/KILL/5 …',
        script: debian({ start: FOREGROUND, stop: `${STOP} --retry TERM/20/KILL/5` }),
        show: ['KillMode', 'TimeoutStopSec'],
      },
      {
        construct: '/usr/bin/relayctl shutdown',
        script: debian({ start: FOREGROUND, stop: '/usr/bin/relayctl shutdown' }),
        show: ['ExecStop'],
      },
      {
        construct: 'killproc acmed\nrm -f /srv/acme/state   (in stop)',
        script: rhel({ stop: 'killproc acmed\nrm -f /srv/acme/state' }),
        show: ['ExecStopPost'],
      },
      at('cases', 'reload) killproc acmed -HUP ;;', ['ExecReload']),
      at('cases', 'reload) /usr/bin/acmectl reread ;;', ['ExecReload']),
      at('cases', 'configtest) /usr/sbin/acmed -t ;;', ['files']),
    ],
  },
];
