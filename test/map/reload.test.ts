import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

const HUP = 'ExecReload=/bin/kill -HUP $MAINPID';
const HELPER = 'ExecReload=/usr/libexec/sysv2systemd/acmed/reload';
const BASE = {
  start: 'daemon --pidfile /run/acmed.pid /usr/sbin/acmed',
  stop: 'killproc -p /run/acmed.pid acmed',
};

describe('reload', () => {
  test.each([
    ['a signal', { reload: 'killproc acmed -HUP' }, ['ExecReload=/bin/kill -HUP $MAINPID']],
    ['a command', { reload: '/usr/sbin/acmectl reload' }, ['ExecReload=-/usr/sbin/acmectl reload']],
    ['the script again', { 'restart|force-reload': '$0 stop; sleep 1; $0 start' }, []],
    ['the script again, as reload', { 'restart|reload': '"$0" stop\nsleep 1\n"$0" start' }, []],
    ['the script again, by either name', { 'restart|reload|force-reload': '$0 stop; $0 start' }, []],
    ['a stop and a start of its own', { 'restart|reload': 'killproc acmed\nsleep 1\ndaemon /usr/sbin/acmed' }, []],
    ['the script by its path', { reload: '/etc/init.d/acmed restart' }, []],
    ['the program again', { reload: 'killproc acmed\ndaemon /usr/sbin/acmed' }, []],
    ['only a wait', { reload: 'sleep 1' }, []],
    // The start that follows asks first whether the service runs, which is no longer so.
    [
      'a stop, and a start that may refuse',
      {
        'restart|force-reload': 'killproc acmed\nstatus acmed >/dev/null && exit 0\ndaemon /usr/sbin/acmed',
        reload: 'exit 3',
      },
      [],
    ],
    ['only a message', { reload: 'echo no' }, []],
    ['reload before force-reload', { 'force-reload': 'killproc acmed -USR1', reload: 'killproc acmed -HUP' }, [HUP]],
    ['none, whatever force-reload does', { 'force-reload': 'killproc acmed -HUP', reload: 'echo no; return 3' }, []],
    ['force-reload alone', { 'force-reload': 'killproc acmed -HUP' }, [HUP]],
    ['two signals', { reload: 'killproc acmed -HUP\nkillproc acmed -USR1' }, [HUP, HUP.replace('HUP', 'USR1')]],
    ['if it runs', { reload: 'status acmed >/dev/null && killproc acmed -HUP' }, [HUP]],
    ['and a wait', { reload: 'killproc acmed -HUP\nsleep 1' }, [HUP, 'ExecReload=-/bin/sleep 1']],
    ['a test first', { reload: '/usr/sbin/acmed -t && killproc acmed -HUP' }, ['ExecReload=/usr/sbin/acmed -t', HUP]],
    [
      'a test that ends it',
      { reload: '/usr/sbin/acmed -t || exit 6\nkillproc acmed -HUP' },
      ['ExecReload=/usr/sbin/acmed -t', HUP],
    ],
    ['a test of one of two', { reload: '/usr/sbin/acmed -t && killproc acmed -HUP\nrm /srv/a' }, [HELPER]],
    ['a test that must fail', { reload: '/usr/sbin/acmed -t || killproc acmed -HUP' }, [HELPER]],
    ['a file', { reload: '[ -e /etc/a ] && killproc acmed -HUP' }, [HELPER]],
    ['in the background', { reload: '/usr/sbin/acmectl reload &' }, [HELPER]],
    [
      'into a file',
      { reload: '/usr/sbin/acmectl reload >/var/log/a' },
      [`ExecReload=-/bin/sh -c '/usr/sbin/acmectl reload >/var/log/a'`],
    ],
    ['from a text', { reload: '/usr/sbin/acmectl reload <<EOF\nnow\nEOF' }, [HELPER]],
    ['of a user', { reload: 'su acme -c "/usr/sbin/acmectl reload"' }, [HELPER]],
    ['elsewhere', { reload: 'cd /srv\n/usr/sbin/acmectl reload' }, [HELPER]],
    ['in the usual directory', { reload: 'cd /\n/usr/sbin/acmectl reload' }, ['ExecReload=-/usr/sbin/acmectl reload']],
    ['in a loop', { reload: 'for i in /etc/*; do /usr/sbin/acmectl $i; done' }, [HELPER]],
    [
      'one line and one for a shell',
      { reload: 'modprobe a\n[ -e /etc/a ] && modprobe b' },
      ['ExecReload=-/sbin/modprobe a', `ExecReload=-/bin/sh -c '[ ! -e /etc/a ] || /sbin/modprobe b'`],
    ],
    ['one line and one for a helper', { reload: 'modprobe a\n[ -p /etc/a ] && modprobe b' }, [HELPER]],
    ['to whom only the run knows', { reload: 'for p in `cat /srv/pids`; do kill -HUP $p; done' }, [HELPER]],
    [
      'a file as input',
      { reload: '/usr/sbin/acmectl load </etc/acme.rules' },
      ['ExecReload=/usr/libexec/sysv2systemd/acmed/reload'],
    ],
  ])('%s', (_, more, expected) => {
    const { lines, codes } = converted(rhel({ ...BASE, ...more }));
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual(expected);
    for (const code of ['SV202', 'SV206', 'SV220']) expect(codes).not.toContain(code);
  });

  // Until 235 systemd kills what a line of ExecReload= has started, when the line ends.
  test.each<[string, string, 'rhel7' | 'rhel8', number]>([
    ['a process that takes over', '/usr/sbin/acmed -sf $(cat /run/acmed.pid)', 'rhel7', 0],
    ['a process that takes over', '/usr/sbin/acmed -sf $(cat /run/acmed.pid)', 'rhel8', 1],
    ['a program by a starter of daemons', 'daemon /usr/sbin/acmectl reload', 'rhel7', 1],
    ['the same program that is told no process', '/usr/sbin/acmed -k graceful', 'rhel7', 1],
    ['the shell of another user', 'su acme -c "kill -HUP $(cat /run/acmed.pid)"', 'rhel7', 1],
    ['a program of another name', '/usr/sbin/acmectl reload $(cat /run/acmed.pid)', 'rhel7', 1],
  ])('it starts %s: %s, %s', (_, reload, target, count) => {
    const { lines, codes } = converted(rhel({ ...BASE, reload }), { target });
    expect(lines.filter(line => line.startsWith('ExecReload='))).toHaveLength(count);
    expect(codes.includes('SV226')).toBe(count === 0);
  });

  test('a force-reload of its own is none where the reload is a restart', () => {
    const { lines } = converted(rhel({ ...BASE, reload: '$0 stop; $0 start', 'force-reload': 'force_reload' }));
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual([]);
  });

  test('a restart that asks first is no reload by its other name either', () => {
    const again = '/usr/sbin/acmectl shutdown\n/usr/sbin/acmectl init';
    const { lines } = converted(
      rhel({
        start: '/usr/sbin/acmectl init',
        stop: '/usr/sbin/acmectl status || exit 0\n/usr/sbin/acmectl shutdown',
        reload: `/usr/sbin/acmectl status || exit 7\n${again}`,
        'force-reload': again,
      }),
    );
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['what follows is the start, which asks first', { stop: 'stop', reload: 'stop; start' }, []],
    ['what follows is the start without a pid file', { stop: 'stop', reload: 'stop; rm -f $P; start' }, []],
    ['nothing follows', { 'stop|reload': 'stop' }, ['ExecReload=-/usr/sbin/acmectl stop']],
  ])('a program that stops the service: %s', (_, actions, expected) => {
    const { lines } = converted(
      rhel(
        { start: 'start', ...actions },
        `P=/var/run/acmed.pid
start() { [ -f $P ] && return 1; /usr/sbin/acmectl start; }
stop() { [ -f $P ] || return 1; /usr/sbin/acmectl stop; }`,
      ),
    );
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual(expected);
  });

  test('a function that start uses too may still run another command', () => {
    const { lines, helper } = converted(
      rhel(
        {
          start: 'owner "/usr/sbin/acmed &"',
          stop: 'owner "/usr/sbin/acmectl stop"',
          reload: 'owner "acmectl reload"',
        },
        'owner() {\n su -l acme -c "$1"\n}',
      ),
    );
    expect(lines).toContain('ExecReload=/usr/libexec/sysv2systemd/acmed/reload');
    expect(helper('reload').at(-1)).toBe('owner "acmectl reload"');
  });

  test.each([
    ['what the start runs too, is none', 'exit 3', []],
    ['a command of its own, is one', '/usr/sbin/acmectl note; exit 3', ['dir', 'note']],
    ['the same function with another word, is one', 'look other; exit 3', ['dir', 'other']],
  ])('a reload that always ends with an error, behind %s', (_, reload, expected) => {
    const { lines } = converted(rhel({ ...BASE, reload }, 'look() { D=$(/usr/bin/acme-conf $1); }\nlook dir'));
    expect(lines.filter(line => line.startsWith('ExecReload=')).map(line => line.split(' ').at(-1))).toEqual(expected);
  });

  test('where only force-reload did something, that is told', () => {
    const { codes } = converted(rhel({ ...BASE, reload: 'echo no', 'force-reload': 'killproc acmed -HUP' }));
    expect(codes).toContain('SV226');
  });

  test('tests that the unit has made are left out with all that stood behind them', () => {
    const top = 'KEY=/etc/acme/key\n[ ! -r $KEY ] && echo -n "no key" && failure && echo && exit 5';
    const { lines } = converted(rhel({ ...BASE, reload: 'acme-check\nkillproc acmed -HUP' }, top));
    expect(lines.filter(line => /^ExecReload/.test(line)).join('\n')).not.toMatch(/failure|exit 5/);
  });

  test('a restart is what force-reload becomes where nothing reloads', () => {
    const { service } = converted(rhel({ ...BASE, 'restart|force-reload': '$0 stop; sleep 1; $0 start' }));
    expect(service.actions.find(action => action.name === 'force-reload')?.becomes).toBe(
      'systemctl restart acmed.service',
    );
  });

  test.each([
    ['nothing stops', '', []],
    ['a stop takes back', '/usr/sbin/acmectl clear', ['ExecReload=-/usr/sbin/acmectl load']],
  ])('a oneshot that runs again, where %s', (_, stop, expected) => {
    const load = '/usr/sbin/acmectl load';
    const { lines } = converted(rhel({ start: load, stop, 'restart|force-reload': load }));
    expect(lines).toContain('Type=oneshot');
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual(expected);
  });
});

describe('what goes with it', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['a command', 'rhel9', { reload: 'modprobe a' }, 'ExecReload=-+/sbin/modprobe a'],
    ['a helper', 'rhel9', { reload: 'for i in /a/*; do rm $i; done' }, HELPER.replace('=', '=+')],
    ['a signal', 'rhel9', { reload: 'killproc acmed -HUP' }, HUP],
  ])('rights of root: %s', (_, target, more, line) => {
    const { lines } = converted(
      rhel({ ...BASE, start: 'daemon --user acme --pidfile /run/acmed.pid /usr/sbin/acmed', ...more }),
      { target },
    );
    expect(lines).toContain(line);
  });

  // Without a pid file systemd knows of no main process, and $MAINPID is empty.
  test.each([
    ['by name', 'killproc acmed -HUP', 'killproc acmed -HUP'],
    ['by the file of another', 'kill -HUP $(cat /srv/acmed)', 'kill -HUP $(cat /srv/acmed)'],
  ])('a signal to a program without a pid file: %s', (_, reload, kept) => {
    const { lines, helper } = converted(
      rhel({ start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed', reload }, '. /etc/rc.d/init.d/functions'),
    );
    expect(lines).toContain('GuessMainPID=no');
    expect(lines).toContain(HELPER);
    expect(helper('reload').at(-1)).toBe(kept);
  });

  test('a signal to nobody in particular stays the script’s where no process stays', () => {
    const { lines } = converted(rhel({ start: 'modprobe a', stop: 'modprobe -r a', reload: 'killall -HUP acmed' }));
    expect(lines).toContain(HELPER);
  });

  test.each([
    ['killproc acmed -HUP', ['SV214']],
    ['/usr/sbin/acmectl reload', []],
    ['$0 restart', ['SV226']],
  ])('findings of %s', (reload, expected) => {
    const { codes } = converted(rhel({ ...BASE, reload }));
    expect(codes.filter(code => code === 'SV214' || code === 'SV226')).toEqual(expected);
  });

  test('another service’s reload is a command', () => {
    expect(converted(rhel({ ...BASE, reload: 'service other reload' })).lines).toContain(
      'ExecReload=-/usr/sbin/service other reload',
    );
  });

  test('where the statements are', () => {
    const { service } = converted(rhel({ ...BASE, reload: 'modprobe a\nkillproc acmed -HUP' }));
    expect(service.statements.list.slice(3).map(({ place, detail }) => `${place} ${detail}`)).toEqual([
      'directive ExecReload=',
      'directive ExecReload=',
    ]);
  });
});
