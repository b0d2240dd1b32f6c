import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const started = (start: string, target = 'debian12') =>
  converted(rhel({ start, stop: 'killproc acmed' }, '. /etc/sysconfig/acmed'), {
    target,
    settings: { '/etc/sysconfig/acmed': 'ENABLED=yes\n' },
  });

describe('a guard around all of a start is a condition of the unit', () => {
  test.each([
    ['if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nfi', ['ConditionPathExists=/etc/acme']],
    ['if [ -f /etc/acme ]; then\nmkdir -p /srv/acme\ndaemon /usr/sbin/acmed\nfi', ['ConditionPathExists=/etc/acme']],
    [
      'if [ -f /etc/acme ]; then\nif [ -d /srv/acme ]; then\ndaemon /usr/sbin/acmed\nfi\nfi',
      ['ConditionPathExists=/etc/acme', 'ConditionPathIsDirectory=/srv/acme'],
    ],
    [
      'if [ -f /etc/acme.off ]; then\necho off\nelse\ndaemon /usr/sbin/acmed\nfi',
      ['ConditionPathExists=!/etc/acme.off'],
    ],
    [
      'if [ -f /etc/acme ]; then\n[ -d /srv/acme ] || exit 6\ndaemon /usr/sbin/acmed\nfi',
      ['ConditionPathExists=/etc/acme', 'AssertPathIsDirectory=/srv/acme'],
    ],
    ['if [ "$ENABLED" = yes ]; then\ndaemon /usr/sbin/acmed\nfi', ['ExecCondition=/usr/bin/test ${ENABLED} = yes']],
  ])('%s', (start, conditions) => {
    const { lines, service } = started(start);
    expect(lines.filter(line => /^(?:Condition|Assert|ExecCondition)/.test(line))).toEqual(conditions);
    expect(lines).toContain('ExecStart=/usr/sbin/acmed');
    expect(service.tier).toBe('native');
  });

  // The other side says how the script ends, or what it ends with anyway is an error.
  test.each([
    [
      'the other side',
      'if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nRETVAL=$?\nelse\nRETVAL=6\nfi\nexit $RETVAL',
      'Assert',
    ],
    [
      'what it was before',
      'RETVAL=6\nif [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nRETVAL=$?\nfi\nexit $RETVAL',
      'Assert',
    ],
    ['nobody', 'RETVAL=0\nif [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nRETVAL=$?\nfi\nexit $RETVAL', 'Condition'],
    [
      'one that is not asked',
      'if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nelse\nRETVAL=6\nfi\nexit 0',
      'Condition',
    ],
    [
      'a function',
      's() {\nif [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nR=$?\nelse\nR=1\nfi\nreturn $R\n}\ns',
      'Assert',
    ],
  ])('that fails where %s says so', (_, start, kind) => {
    expect(started(start).lines).toContain(`${kind}PathExists=/etc/acme`);
  });

  test('and where SUSE’s books say so', () => {
    const text = (otherwise: string): string =>
      `#!/bin/sh
### BEGIN INIT INFO
# Provides: acmed
# Default-Start: 3 5
### END INIT INFO
. /etc/rc.status
case "$1" in
start)
  if [ -f /etc/acme ]; then startproc /usr/sbin/acmed; rc_status -v; else ${otherwise}; fi ;;
stop) killproc /usr/sbin/acmed; rc_status -v ;;
esac
rc_exit
`;
    expect(converted(text('rc_failed 1; rc_status -v')).lines).toContain('AssertPathExists=/etc/acme');
    expect(converted(text('echo no')).lines).toContain('ConditionPathExists=/etc/acme');
    expect(converted(text('rc_status -u')).lines).toContain('ConditionPathExists=/etc/acme');
  });

  test('on a target without ExecCondition a shell tests the setting and becomes the program', () => {
    const { lines, service } = started('if [ "$ENABLED" = yes ]; then\ndaemon /usr/sbin/acmed -a\nfi', 'rhel7');
    expect(lines).toContain(
      `ExecStart=/bin/sh -c '[ "$$ENABLED" = yes ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed -a`,
    );
    expect(service.tier).toBe('native');
  });

  test('a test that only a shell can make is made by a helper that becomes the program', () => {
    const { lines, helper } = started('if grep -q acme /etc/acme.conf; then\ndaemon /usr/sbin/acmed\nfi', 'rhel7');
    expect(lines).toContain('ExecStart=/usr/libexec/sysv2systemd/acmed/start /usr/sbin/acmed');
    expect(helper('start').slice(-3)).toEqual(['if grep -q acme /etc/acme.conf; then', '  exec "$@"', 'fi']);
  });

  test.each([
    'modprobe acme\nif [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nfi',
    'if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nfi\n/usr/sbin/acmectl init',
    'if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nelse\n/usr/sbin/acmectl init\nfi',
  ])('not where other steps run all the same: %s', start => {
    expect(started(start).lines.join('\n')).not.toContain('Condition');
  });
});

describe('a program that all that follows asks for is a line that may not fail', () => {
  const execs = (start: string): readonly string[] =>
    started(start, 'rhel7').lines.filter(line => line.startsWith('ExecStart'));
  const ASKED = ['ExecStartPre=/usr/sbin/acmed -t', 'ExecStart=/usr/sbin/acmed -d'];
  test.each([
    ['in a chain', '/usr/sbin/acmed -t && /usr/sbin/acmed -d'],
    ['by its status', '/usr/sbin/acmed -t\nif [ $? -eq 0 ]; then\n/usr/sbin/acmed -d\nelse\nexit 6\nfi'],
    ['by a name for it', '/usr/sbin/acmed -t\nRC=$?\nif [ $RC = 0 ]; then\n/usr/sbin/acmed -d\nRC=$?\nfi\nexit $RC'],
    [
      'by a function',
      'check() {\n/usr/sbin/acmed -t\nif [ $? -eq 0 ]; then return 0; else return 1; fi\n}\ncheck && /usr/sbin/acmed -d',
    ],
    [
      'by a function that turns it round',
      'check() {\nif ! /usr/sbin/acmed -t; then return 6; else return 0; fi\n}\ncheck && /usr/sbin/acmed -d',
    ],
  ])('%s', (_, start) => {
    expect(execs(start)).toEqual(ASKED);
  });

  test('one after the other', () => {
    expect(execs('/usr/sbin/a && /usr/sbin/b && /usr/sbin/acmed -d')).toEqual([
      'ExecStartPre=/usr/sbin/a',
      'ExecStartPre=/usr/sbin/b',
      'ExecStart=/usr/sbin/acmed -d',
    ]);
  });

  test.each([
    ['the start is no failure without', '/usr/sbin/acmed -t && /usr/sbin/acmed -d\nexit 0'],
    ['something else runs all the same', '/usr/sbin/acmed -t && /usr/sbin/acmed -d\n/usr/sbin/acmectl init'],
    [
      'something runs where it failed',
      'if /usr/sbin/acmed -t; then /usr/sbin/acmed -d; else /usr/sbin/acmectl bad; fi',
    ],
    ['it answers a question', 'grep -q acme /etc/acme.conf && /usr/sbin/acmed -d'],
    ['its output is asked for', 'X=$(/usr/sbin/acmed -t) && /usr/sbin/acmed -d'],
  ])('not where %s', (_, start) => {
    expect(execs(start)).not.toContain('ExecStart=/usr/sbin/acmed -d');
  });
});

describe('steps that may end the start with an error are a helper of their own before the program', () => {
  const PLAIN = '/usr/sbin/acmed -d';
  const start = (before: string, daemon = PLAIN) => started(`${before}\n${daemon}`, 'rhel7');
  test.each([
    ['what was done is undone', 'if ! acme-keys; then\n  rm -f /etc/acme.key\n  exit 1\nfi'],
    ['by the status', 'acme-keys\nif [ $? -ne 0 ]; then\n  rm -f /etc/acme.key\n  exit 1\nfi'],
    ['behind a test', 'if [ ! -x /usr/sbin/acmed ]; then\n  /usr/sbin/complain\n  exit 5\nfi'],
    ['behind two tests', 'if [ -e /b ]; then\n  if [ ! -x /a ]; then\n    /usr/sbin/prep\n    exit 5\n  fi\nfi'],
    [
      'in the rounds of a loop',
      'for i in /etc/acme.d/*; do\n  if ! acme-key $i; then\n    rm -f $i\n    exit 1\n  fi\ndone',
    ],
  ])('%s', (_, before) => {
    const { lines, helper } = start(before);
    expect(lines.filter(line => line.startsWith('ExecStart'))).toEqual([
      'ExecStartPre=/usr/libexec/sysv2systemd/acmed/prepare',
      'ExecStart=/usr/sbin/acmed -d',
    ]);
    // The last step may fail, as it might before the program.
    expect(helper('prepare').slice(1)).toEqual([...before.split('\n'), 'exit 0']);
  });

  test('two of them, one behind the other', () => {
    const both = ['a', 'b'].map(name => `if ! acme-${name}; then\n  rm -f /etc/${name}\n  exit 1\nfi`).join('\n');
    expect(start(both).helper('prepare').slice(1)).toEqual([...both.split('\n'), 'exit 0']);
  });

  test.each([
    ['the script ends without an error', 'if ! acme-keys; then rm -f /etc/acme.key; exit 0; fi', PLAIN],
    [
      'only a function ends',
      'f() {\nif ! acme-keys; then rm -f /etc/acme.key; return 1; fi\n/usr/sbin/acmed -d\n}\nf',
      'true',
    ],
    ['a daemon stays before it', '/usr/sbin/acme-cache &\nif ! acme-keys; then rm -f /etc/acme.key; exit 1; fi', PLAIN],
  ])('not where %s', (_, before, daemon) => {
    expect(start(before, daemon).lines).not.toContain('ExecStart=/usr/sbin/acmed -d');
  });

  test('what only a helper can do behind them is done where they ended nothing', () => {
    const { lines, helper } = start('if ! acme-keys; then rm -f /etc/acme.key; exit 1; fi', 'acmed -d | logger &');
    expect(lines).toContain('ExecStart=/usr/libexec/sysv2systemd/acmed/start');
    expect(helper('start')).toContain('  exit 1');
  });
});
