import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const BASE = { start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed' };

function acted(actions: Readonly<Record<string, string>>, target = 'rhel7', before = '') {
  return converted(rhel({ ...BASE, ...actions }, before), { target });
}

/** The action `check` of a script of SUSE's kind. */
function suseCheck(body: string): readonly string[] {
  const script = `#!/bin/sh
. /etc/rc.status
rc_reset
case "$1" in
start) startproc /usr/sbin/acmed; rc_status -v;;
stop) killproc /usr/sbin/acmed; rc_status -v;;
check) ${body};;
esac
rc_exit
`;
  return converted(script, { target: 'sles15' }).helper('check');
}

describe('words that systemctl knows', () => {
  test.each([
    ['start', 'start', 'start'],
    ['stop', 'stop', 'stop'],
    ['restart', 'restart', 'restart'],
    ['reload', 'reload', 'reload'],
    ['force-reload', 'reload', 'reload-or-restart'],
    ['reload-or-restart', 'reload', 'reload-or-restart'],
    ['status', 'status', 'status'],
    ['condrestart', 'restart', 'try-restart'],
    ['try-restart', 'restart', 'try-restart'],
    ['cond-restart', 'restart', 'try-restart'],
    ['condreload', 'reload', 'try-reload-or-restart'],
  ])('%s', (name, kind, verb) => {
    const { service } = acted({
      start: 'daemon /usr/sbin/acmed -p /run/acmed.pid',
      stop: 'killproc -p /run/acmed.pid acmed',
      reload: 'killproc acmed -HUP',
      ...(name in BASE ? {} : { [name]: 'killproc acmed -HUP' }),
    });
    const found = service.actions.find(one => one.name === name);
    expect(found).toMatchObject({ kind, becomes: `systemctl ${verb} acmed.service` });
    expect(service.files.some(file => file.path.endsWith(`/${name}`))).toBe(false);
  });

  test.each(['reload', 'force-reload', 'reload-or-restart', 'condreload'])('%s, where the unit has no reload', name => {
    const { service } = acted({ [name]: '$0 stop; $0 start' });
    expect(service.actions.find(one => one.name === name)?.becomes).toBe('systemctl restart acmed.service');
  });

  test('the evidence is the first statement', () => {
    const { service } = acted({ status: 'status acmed\necho done' });
    expect(service.actions.find(one => one.name === 'status')?.evidence.map(span => span.line)).toEqual([3]);
  });
});

describe('others are scripts', () => {
  test.each([
    ['rhel7', '/usr/libexec/initscripts/legacy-actions/acmed/configtest', 'service acmed configtest'],
    ['rhel9', '/usr/libexec/initscripts/legacy-actions/acmed/configtest', 'service acmed configtest'],
    ['debian12', '/usr/libexec/sysv2systemd/acmed/configtest', '/usr/libexec/sysv2systemd/acmed/configtest'],
  ])('on %s', (target, path, becomes) => {
    const { service, helper } = acted({ configtest: '/usr/sbin/acmed -t' }, target);
    const found = service.actions.find(one => one.name === 'configtest');
    expect(found).toMatchObject({ kind: 'custom', becomes });
    expect(found?.evidence.map(span => span.line)).toEqual([13]);
    expect(service.files.map(file => [file.path, file.kind])).toEqual([[path, 'action']]);
    expect(helper('configtest')).toEqual(['/usr/sbin/acmed -t']);
  });

  test.each([
    ['$0 stop; sleep 1; $0 start', ['systemctl stop acmed', 'sleep 1', 'systemctl start acmed']],
    ['"$0" condrestart', ['systemctl condrestart acmed']],
    ['/etc/init.d/acmed force-reload', ['systemctl force-reload acmed']],
    ['/usr/sbin/a && ${0} restart', ['/usr/sbin/a && systemctl restart acmed']],
    ['$0 check; $0 restart', ['/usr/libexec/initscripts/legacy-actions/acmed/check', 'systemctl restart acmed']],
  ])('one that calls the script again asks systemctl, or the script of that action: %s', (body, lines) => {
    expect(acted({ bounce: body, check: '/usr/sbin/acmed -t' }).helper('bounce')).toEqual(lines);
  });

  test('one whose name leads out of the folder is escaped, and no action of service', () => {
    const { service } = acted({ '.': '/usr/sbin/acmed -t' });
    expect(service.files.map(file => file.path)).toEqual(['/usr/libexec/sysv2systemd/acmed/\\x2e']);
  });

  test.each<[string, string, readonly string[]]>([
    ['a command', '/usr/sbin/acmed -t', ['/usr/sbin/acmed -t']],
    ['a message stays', 'echo usage', ['echo usage']],
    ['a question stays', 'pidof acmed', ['pidof acmed']],
    [
      'bookkeeping of its own',
      '/usr/sbin/a\nrm -f /var/lock/subsys/acmed',
      ['/usr/sbin/a', 'rm -f /var/lock/subsys/acmed'],
    ],
    [
      'the library where it is needed',
      'killproc acmed -USR1',
      ['. /etc/rc.d/init.d/functions', 'killproc acmed -USR1'],
    ],
    ['nothing', 'true', []],
    ['state', 'cd /srv\n/usr/sbin/a', ['cd /srv', '/usr/sbin/a']],
    ['a test', '[ -e /a ] && /usr/sbin/a', ['[ -e /a ] && /usr/sbin/a']],
    [
      'a wait',
      '/usr/sbin/a\nwhile true; do\n  pidof acmed || break\n  sleep 1\ndone',
      ['/usr/sbin/a', 'while true; do', '  pidof acmed || break', '  sleep 1', 'done'],
    ],
  ])('%s', (_, body, expected) => {
    expect(acted({ check: body }).helper('check')).toEqual(expected);
  });

  test('what does nothing becomes nothing', () => {
    const { service, codes } = acted({ check: ':' });
    expect(service.actions.find(one => one.name === 'check')?.becomes).toMatch(/^nothing/);
    expect(service.files).toEqual([]);
    expect(codes).toContain('SV201');
  });

  test('messages of the library are no reason to read it', () => {
    expect(suseCheck('/usr/sbin/a; rc_status -v')).toEqual(['/usr/sbin/a']);
  });

  test.each<[string, string, readonly string[]]>([
    ['is none', 'test /a -nt /b && echo reload', ['test /a -nt /b && echo reload', 'exit 0']],
    [
      'is that of several',
      '/usr/sbin/a; rc_status; /usr/sbin/b; rc_status -v',
      [
        'rc=0',
        'keep_status() { [ $1 -eq 0 ] || rc=$1; return $1; }',
        '/usr/sbin/a',
        'keep_status $?',
        '/usr/sbin/b',
        'keep_status $?',
        'exit $rc',
      ],
    ],
    ['is said', '/usr/sbin/a || rc_failed 3', ['rc=0', '/usr/sbin/a || rc=3', 'exit $rc']],
    ['is always said', '/usr/sbin/a\nrc_failed 3', ['/usr/sbin/a', 'exit 3']],
    ['is taken back', '/usr/sbin/a || { rc_status -u; rc_reset; }', ['/usr/sbin/a', 'exit 0']],
  ])('the status that rc_exit ends with %s', (_, body, lines) => {
    expect(suseCheck(body)).toEqual(lines);
  });

  test('a function of the script by such a name keeps its own books', () => {
    const script = `#!/bin/sh
rc_exit() { exit $RETVAL; }
case "$1" in
start) /usr/sbin/acmed;;
check) /usr/sbin/a; RETVAL=$?;;
esac
rc_exit
`;
    expect(converted(script, { target: 'rhel7' }).helper('check').at(-1)).toBe('rc_exit');
  });
});

describe('the finding says what the action did', () => {
  const does = (body: string) => acted({ check: body }).service.findings.find(one => one.code === 'SV201');
  test.each([
    ['/usr/sbin/a -x "b c"\nmodprobe d', '/usr/sbin/a -x b c; /sbin/modprobe d'],
    ['killproc acmed -USR1', 'sends SIGUSR1'],
    ['killall acmed', 'sends SIGTERM'],
    ['echo a', 'prints a message'],
    ['trap /usr/sbin/x EXIT\n/usr/sbin/a', 'trap; /usr/sbin/a'],
  ])('%j', (body, text) => {
    expect(does(body)?.message).toContain(`"check": ${text}`);
  });

  test('without what the script does before it looks at its action', () => {
    const { service } = acted({ check: '/usr/sbin/a' }, 'rhel7', 'mkdir -p /var/run/acmed');
    expect(service.actions.find(one => one.name === 'check')?.does).toBe('/usr/sbin/a');
  });

  test('at its own statements, and not at the set-up that start has as well', () => {
    expect(does('/usr/sbin/a')?.location?.line).toBe(13);
  });

  test('no more than 160 characters of it', () => {
    const message = does(`/usr/sbin/a ${'b'.repeat(300)}`)?.message ?? '';
    expect(message).toContain(`/usr/sbin/a ${'b'.repeat(147)}…`);
  });
});

describe('what a status asks beside whether the service runs', () => {
  test.each<[string, string, readonly string[]]>([
    ['nothing', 'status acmed', []],
    ['nothing, in words of its own', 'pidof acmed >/dev/null && echo runs || echo stopped', []],
    ['what the stop does as well', 'ctl', []],
    ['a program', '/usr/sbin/acmectl ping', ['/usr/sbin/acmectl ping']],
    [
      'a program where it runs, and its own words where it does not',
      'if pidof acmed; then /usr/sbin/acmectl ping; else echo stopped; exit 1; fi',
      ['if pidof acmed; then', '  /usr/sbin/acmectl ping', 'else', '  echo stopped', '  exit 1', 'fi'],
    ],
  ])('%s', (_, status, lines) => {
    const { helper, service, codes } = acted({ stop: 'ctl', status }, 'rhel7', 'ctl() { /usr/sbin/acmectl list; }');
    expect(helper('status')).toEqual(lines);
    expect(codes.includes('SV246')).toBe(lines.length > 0);
    const rest = lines.length > 0 ? ', and /usr/libexec/sysv2systemd/acmed/status for the rest' : '';
    expect(service.actions.find(({ name }) => name === 'status')?.becomes).toBe(
      `systemctl status acmed.service${rest}`,
    );
  });
});

test.each<[string, string, readonly string[]]>([
  [
    'kept in a variable',
    '/usr/sbin/acmed -t\nRC=$?\necho done\nexit $RC',
    ['/usr/sbin/acmed -t', 'RC=$?', 'echo done', 'exit $RC'],
  ],
  ['that of its last command', '/usr/sbin/acmed -t\nexit $?', ['/usr/sbin/acmed -t']],
  ['by a test', '/usr/sbin/acmed -t || exit 6\necho fine', ['/usr/sbin/acmed -t || exit 6', 'echo fine']],
])('a custom action ends as it did: %s', (_, body, lines) => {
  expect(acted({ configtest: body }).helper('configtest')).toEqual(lines);
});

test.each<[string, string, readonly string[]]>([
  ['is there', '[ -f $L ] || /usr/sbin/a', ['systemctl -q is-active acmed || /usr/sbin/a']],
  [
    'is not there',
    'if test ! -e "$L"; then /usr/sbin/a; fi',
    ['if ! systemctl -q is-active acmed; then', '  /usr/sbin/a', 'fi'],
  ],
  ['is there, among others', '[ -f $L -a -f /a ] && /usr/sbin/a', ['[ -f $L -a -f /a ] && /usr/sbin/a']],
])('a custom action that asks whether the lock file %s', (_, body, lines) => {
  const { helper } = acted({ twice: body }, 'rhel7', 'L=/var/lock/subsys/acmed');
  expect(helper('twice').filter(line => !line.startsWith('L='))).toEqual(lines);
});

describe('a custom action takes nothing for granted: a person calls it at any time', () => {
  const STOP = 'stop() {\n  killproc acmed\n  R=$?\n  [ $R -eq 0 ] && rm -f /var/lock/subsys/acmed\n  return $R\n}';
  test.each<[string, string, readonly string[]]>([
    ['whether the service runs', 'status acmed && stop || :', ['status acmed && stop || :']],
    ['whether there is a terminal', '[ -t 0 ] && /usr/sbin/a', ['[ -t 0 ] && /usr/sbin/a']],
  ])('%s', (_, body, lines) => {
    const { helper } = acted({ condstop: body, stop: 'stop' }, 'rhel7', STOP);
    expect(helper('condstop').slice(-lines.length)).toEqual(lines);
  });

  test.each<[string, string]>([
    ['killproc', 'killproc acmed -USR1'],
    ['kill', 'kill -USR1 `cat /run/acmed.pid`'],
    ['killall', 'killall -USR1 acmed'],
    ['start-stop-daemon', 'start-stop-daemon --stop --signal USR1 --exec /usr/sbin/acmed'],
  ])('whether %s found a process', (_, command) => {
    const { helper } = acted({ rotate: `${command}\nif [ $? -ne 0 ]; then\n  echo no\n  exit 7\nfi` });
    expect(helper('rotate').slice(-5)).toEqual([command, 'if [ $? -ne 0 ]; then', '  echo no', '  exit 7', 'fi']);
  });
});

describe('arguments behind an action of its own', () => {
  const sync = (body: string): readonly string[] => acted({ sync: body }).helper('sync');
  test('what it asks of them stays', () => {
    const lines = sync('COLL=$2\n[ -z "$COLL" ] && { echo which; exit 1; }\n/usr/bin/acme-sync "$COLL"');
    expect(lines).toContain('set -- sync "$@"');
    expect(lines.join('\n')).toMatch(/COLL=\$2[\s\S]*-z "\$COLL"[\s\S]*acme-sync/);
  });
  test('what a file set that they name is not known', () => {
    expect(sync('. "$2"\n[ -z "$NAME" ] && NAME=default\n/usr/bin/acme-sync "$NAME"').join('\n')).toContain(
      '[ -z "$NAME" ]',
    );
  });
  test('their number is not known, and that of an action that systemctl knows is', () => {
    const both = 'if [ $# -gt 1 ]; then /usr/bin/acme-sync all; else /usr/bin/acme-sync; fi';
    expect(sync(both).join('\n')).toContain('$# -gt 1');
    expect(acted({ start: both }).lines).toContain('ExecStart=/usr/bin/acme-sync');
  });
  test('a script that takes all its words for the action is told of the action', () => {
    const script = `#!/bin/sh
# chkconfig: - 80 20
ARGV="$*"
case $ARGV in
start) /usr/sbin/acmed ;;
stop) killall acmed ;;
check) /usr/sbin/acmed -t ;;
esac
`;
    expect(converted(script, { target: 'rhel7' }).helper('check')).toContain('/usr/sbin/acmed -t');
    expect(converted(script, { target: 'rhel7' }).helper('check').join('\n')).not.toContain('killall');
  });
});
