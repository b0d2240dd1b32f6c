import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';
import { SOURCED, settings, started } from '../mapped.ts';

type Given = Parameters<typeof started>[1];

const P = '/usr/sbin/acmed';
const HELPER = '/usr/libexec/sysv2systemd/acmed/start';

/** What the helper runs, without what it sources. */
function body(start: string, given: Given = {}): readonly string[] {
  const file = started(start, given).files.find(one => one.path === HELPER);
  return (file?.content.trimEnd().split('\n').slice(2) ?? []).filter(line => !line.startsWith('. /etc/rc.d'));
}

describe('a helper that ends in the program', () => {
  test.each<[string, string, Given, readonly string[]]>([
    ['computed arguments', `A=$(ls)\n${P} $A &`, {}, ['A=$(ls)', `exec ${P} $A`]],
    ['steps before it', `A=$(ls)\ntouch /a\n${P} $A &`, {}, ['A=$(ls)', 'touch /a', `exec ${P} $A`]],
    ['a log', `A=$(ls)\n${P} $A >>/var/log/a.log &`, {}, ['A=$(ls)', `exec ${P} $A >>/var/log/a.log`]],
    ['a log that is emptied', `A=$(ls)\n${P} $A >/var/log/a.log &`, {}, ['A=$(ls)', `exec ${P} $A >/var/log/a.log`]],
    ['both to one', `A=$(ls)\n${P} $A >/var/log/a.log 2>&1 &`, {}, ['A=$(ls)', `exec ${P} $A >/var/log/a.log 2>&1`]],
    [
      'each to its own',
      `A=$(ls)\n${P} $A >/var/log/a.log 2>>/var/log/b.log &`,
      {},
      ['A=$(ls)', `exec ${P} $A >/var/log/a.log 2>>/var/log/b.log`],
    ],
    ['errors only', `A=$(ls)\n${P} $A 2>/var/log/b.log &`, {}, ['A=$(ls)', `exec ${P} $A 2>/var/log/b.log`]],
    [
      'a log that systemd opens',
      `A=$(ls)\n${P} $A >>/var/log/a.log &`,
      { target: 'rhel9' },
      ['A=$(ls)', `exec ${P} $A`],
    ],
    [
      'an input',
      `A=$(ls)\n${P} $A </etc/a >>/var/log/a.log &`,
      { target: 'rhel9' },
      ['A=$(ls)', `exec ${P} $A </etc/a`],
    ],
    ['a blank in a name', `A=$(ls)\n${P} $A >>"/var/log/a b" &`, {}, ['A=$(ls)', `exec ${P} $A >>'/var/log/a b'`]],
    ['a computed name', `A=$(ls)\n${P} $A >>/var/log/$A &`, {}, ['A=$(ls)', `exec ${P} $A >>/var/log/$A`]],
    ['output nowhere', `A=$(ls)\n${P} $A >/dev/null 2>&1 &`, {}, ['A=$(ls)', `exec ${P} $A`]],
  ])('%s', (_, start, given, lines) => {
    expect(body(start, given)).toEqual(lines);
    expect(started(start, given).values('Type')).toEqual([]);
  });

  test('the state is the unit’s', () => {
    const told = started(`umask 077\nA=$(ls)\nchown acme /a\nstart-stop-daemon --start --chuid acme --exec ${P} -- $A`);
    expect(told.traced('ExecStart')).toEqual([`${HELPER} (start, proved, 10)`]);
    expect(told.values('ExecStartPre')).toEqual(['-/bin/chown acme /a']);
    expect(['User', 'UMask', 'PermissionsStartOnly', 'Type'].map(name => told.values(name)[0])).toEqual([
      'acme',
      '0077',
      'yes',
      'forking',
    ]);
    expect(told.files[0]?.content).toContain(`A=$(ls)\nexec ${P} $A\n`);
    expect(told.statements.list.filter(one => one.span.line === 10).map(one => [one.place, one.detail])).toEqual([
      ['helper', HELPER],
    ]);
  });

  test('root’s steps have the prefix where there is one', () => {
    const told = started(
      `A=$(ls)\nchown acme /a\n[ -e /b ] && touch /c\nchmod 600 /c\nrm -f /d/*\nstart-stop-daemon --start --chuid acme --exec ${P} -- $A`,
      {
        target: 'rhel9',
      },
    );
    expect(told.values('ExecStartPre')).toEqual([
      '-+/bin/chown acme /a',
      "-+/bin/sh -c '[ ! -e /b ] || /bin/touch /c'",
      '-+/bin/chmod 600 /c',
      '-+/usr/libexec/sysv2systemd/acmed/prepare',
    ]);
  });
});

describe('a helper that runs the start as it was', () => {
  // systemd's WorkingDirectory= fails the start; what a helper runs elsewhere may be `rm`.
  test.each([
    ['cd /srv/a || exit 1', 'cd /srv/a || exit 1'],
    ['cd /srv/a || { echo none; exit 6; }', 'cd /srv/a || exit 6'],
    ['if ! cd /srv/a; then echo none; exit 5; fi', 'cd /srv/a || exit 5'],
    ['cd /srv/a && rm -rf *', 'cd /srv/a && rm -rf *'],
    ['cd /srv/a', 'cd /srv/a'],
  ])('only in its folder: %s', (enter, line) => {
    expect(body(`${enter}\nfor f in /etc/a.d/*; do A="$A -c $f"; done\ndaemon nice -n 5 ${P} $A`)).toContain(line);
  });

  test('with the PATH behind its library, which sets one without /usr/local', () => {
    const path = 'PATH=$PATH:/usr/local/sbin';
    expect(body(`${path}\nA=$(ls)\ndaemon nice -n 5 acmed $A`)).toContain(path);
    expect(body(`${path}\nA=$(ls)\nnice -n 5 acmed $A`)).not.toContain(path);
  });

  test('where it computes words in its folder', () => {
    expect(body(`cd /dev\nA=$(echo ttyS?)\n${P} $A`)).toEqual(['cd /dev', 'A=$(echo ttyS?)', `${P} $A`]);
  });

  test('where a program before the daemon ran without its limit', () => {
    const start = (first: string): string => `A=$(ls)\n${first}\nulimit -n 2048\n${P} $A`;
    expect(body(start('touch /a'))).toEqual(['A=$(ls)', 'touch /a', `exec ${P} $A`]);
    expect(body(start('/usr/sbin/acmetest'))).toContain('ulimit -n 2048');
    expect(started(start('/usr/sbin/acmetest')).values('LimitNOFILE')).toEqual([]);
  });

  test.each<[string, string, Given, readonly string[], readonly string[]]>([
    [
      'something follows',
      `A=$(ls)\n${P} $A &\n/usr/sbin/post`,
      {},
      ['A=$(ls)', `${P} $A &`, '/usr/sbin/post'],
      ['Type=forking'],
    ],
    [
      '… a program that forks',
      `A=$(ls)\ndaemon ${P} $A\n/usr/sbin/post`,
      {},
      ['A=$(ls)', `daemon ${P} $A`, '/usr/sbin/post'],
      ['Type=forking'],
    ],
    [
      'the starter still writes the pid file',
      `A=$(ls)\nstart-stop-daemon --start --background --make-pidfile --pidfile /run/a%.pid --exec ${P} -- $A\n/usr/sbin/post`,
      {},
      [
        'A=$(ls)',
        `start-stop-daemon --start --background --make-pidfile --pidfile /run/a%.pid --exec ${P} -- $A`,
        '/usr/sbin/post',
      ],
      ['Type=forking', 'PIDFile=/run/a%%.pid'],
    ],
    [
      'the script writes it, and stop reads it',
      `A=$(ls)\n${P} $A &\necho $! >/run/a.pid\n/usr/sbin/post`,
      { stop: 'kill `cat /run/a.pid`' },
      ['A=$(ls)', `${P} $A &`, 'echo $! >/run/a.pid', '/usr/sbin/post'],
      ['Type=forking'],
    ],
    [
      'a log that root opens',
      `su acme -c ${P} >>/var/log/a.log &`,
      {},
      [`su acme -c ${P} >>/var/log/a.log &`],
      ['Type=forking'],
    ],
    [
      'a gate and root beside a user',
      `[ "$ON" = yes ] || exit 0\nchown acme /a\nsu acme -c "${P} $(ls)" &`,
      settings('ON=yes\n'),
      [SOURCED, '[ "$ON" = yes ] || exit 0', 'chown acme /a', `su acme -c "${P} $(ls)" &`],
      ['Type=forking'],
    ],
  ])('%s', (_, start, given, lines, directives) => {
    expect(body(start, given)).toEqual(lines);
    const told = started(start, given);
    expect(
      told.directives
        .filter(one => /^(?:Type|PIDFile|User|ExecStartP\w+|RemainAfterExit)$/.test(one.name))
        .map(one => `${one.name}=${one.value}`),
    ).toEqual(directives);
  });

  test('what it comes from', () => {
    const told = started(`A=$(ls)\n${P} $A &\n/usr/sbin/post`);
    expect(told.traced('ExecStart')).toEqual([`${HELPER} (start, proved, 8, 9)`]);
    expect(told.traced('Type')).toEqual(['forking (start, proved, 8)']);
  });
});

test.each<[string, string, string]>([
  ['its arguments', `${P} $(ls) &`, 'output of $(ls)'],
  ['its state', `ulimit -n $(limit)\n${P} &`, 'LimitNOFILE= cannot take its value from a variable'],
  ['a test that nothing else makes', `[ "$(mode)" = on ] || exit 6\ntouch /a\n${P} &`, 'what is tested at each start'],
])('why a helper starts it: %s', (_, start, reason) => {
  expect(started(start).files.map(file => [file.path, file.reason])).toEqual([[HELPER, reason]]);
});

describe('several programs, or one by a test', () => {
  const both = (a: string, b: string) => `if [ -e /a ]; then\n${a}\nelse\n${b}\nfi`;
  const SSD = 'start-stop-daemon --start --background --make-pidfile --pidfile /var/run/a.pid --exec /usr/sbin/acmed';
  test.each<[string, string, Given, readonly string[], readonly string[]]>([
    [
      'two that stay',
      'daemon /usr/sbin/a\ndaemon /usr/sbin/b',
      {},
      ['Type=forking'],
      ['SV210 7 count=2 programs=/usr/sbin/a, /usr/sbin/b'],
    ],
    ['one twice', 'daemon /usr/sbin/a -a\ndaemon /usr/sbin/a -b', {}, ['Type=forking'], []],
    [
      'jobs that nobody waits for: they stay or end',
      '/usr/sbin/a -a &\n/usr/sbin/a -b &',
      {},
      ['Type=forking', 'RemainAfterExit=yes'],
      [],
    ],
    [
      'jobs that the start waits for, and what stays',
      '/usr/sbin/a -a &\n/usr/sbin/a -b &\nwait\ndaemon /usr/sbin/acmed',
      {},
      ['Type=forking'],
      [],
    ],
    [
      'one of two',
      both('daemon /usr/sbin/a', 'daemon /usr/sbin/b'),
      {},
      ['Type=forking'],
      ['SV210 8 count=2 programs=/usr/sbin/a, /usr/sbin/b'],
    ],
    ['one in two ways', both('daemon /usr/sbin/a -a', 'daemon /usr/sbin/a'), {}, ['Type=forking'], []],
    [
      'in the background: the helper is not it',
      both('/usr/sbin/a -a &', '/usr/sbin/a &'),
      { stop: 'killall a' },
      ['Type=forking'],
      [],
    ],
    [
      '… and the start ends it itself',
      'if [ -e /b ]; then\n/usr/sbin/a -a &\nsleep 1\nkill $!\nelse\n/usr/sbin/c > /d\nfi',
      {},
      ['Type=oneshot', 'RemainAfterExit=yes'],
      [],
    ],
    ['… whose pid file the starter writes', both(SSD, `${SSD} -- -x`), {}, ['Type=forking', 'PIDFile=/run/a.pid'], []],
    [
      'one that comes back',
      'touch /b\n[ -e /a ] && /usr/sbin/a',
      { stop: '/usr/sbin/a down' },
      ['Type=oneshot', 'RemainAfterExit=yes'],
      [],
    ],
    [
      'behind a file that must be there',
      '[ -e /b ] || exit 6\ntouch /c\n[ -e /a ] && daemon /usr/sbin/a',
      {},
      ['AssertPathExists=/b', 'Type=forking'],
      [],
    ],
    [
      'behind a setting: the helper asks',
      `[ "$ON" = yes ] || exit 6\ntouch /c\n[ -e /a ] && daemon /usr/sbin/a`,
      settings('ON=yes\n'),
      ['Type=forking'],
      [],
    ],
  ])('%s', (_, start, given, directives, notes) => {
    const told = started(start, given);
    expect(told.values('ExecStart')).toEqual([HELPER]);
    expect(
      told.directives
        .filter(one => /^(?:Type|PIDFile|RemainAfterExit|Assert\w+|ExecStartPre)$/.test(one.name))
        .map(one => `${one.name}=${one.value}`),
    ).toEqual(directives);
    expect(told.notes('SV210')).toEqual(notes);
  });

  test('what they come from', () => {
    const told = started(both(SSD, `${SSD} -- -x`));
    expect(told.traced('Type')).toEqual(['forking (start, proved, 8, 10)']);
    expect(told.traced('PIDFile')).toEqual(['/run/a.pid (start, proved, 10)']);
    expect(told.traced('ExecStart')).toEqual([`${HELPER} (start, proved, 8, 10)`]);
  });
});

describe('text that only the run knows gives variables their values', () => {
  test('a file that also runs something is read where its variables are used', () => {
    const { helper } = converted(
      rhel(
        { start: 'daemon /usr/sbin/$NAME $(cat /etc/acme.args)', stop: 'killproc acmed' },
        '. /usr/share/acme/common',
      ),
      { settings: { '/usr/share/acme/common': 'NAME=acmed\nmodprobe acme\nf() { return 0; }\n' } },
    );
    expect(helper('start')).toContain('. /usr/share/acme/common');
  });

  test('so is one that reads a file of the host', () => {
    const { helper } = converted(
      rhel(
        { start: 'daemon /usr/sbin/$NAME $(cat /etc/acme.args)', stop: 'killproc acmed' },
        '. /usr/share/acme/common',
      ),
      {
        settings: {
          '/usr/share/acme/common': 'NAME=acmed\nif [ -r /etc/default/locale ]; then . /etc/default/locale; fi\n',
        },
      },
    );
    expect(helper('start')).toContain('. /usr/share/acme/common');
  });

  test('what eval makes of a command’s output', () => {
    const { lines, helper } = converted(
      rhel(
        { start: 'daemon --pidfile $FILE /usr/sbin/acmed', stop: 'killproc -p $FILE acmed' },
        "eval `sed -n 's/:/=/p' /etc/acme.conf`\nFILE=${File:-/run/acmed.pid}",
      ),
    );
    expect(lines.filter(line => line.startsWith('PIDFile='))).toEqual([]);
    expect(helper('stop').slice(-3)).toEqual([
      "eval `sed -n 's/:/=/p' /etc/acme.conf`",
      'FILE=${File:-/run/acmed.pid}',
      'killproc -p $FILE acmed',
    ]);
  });
});
