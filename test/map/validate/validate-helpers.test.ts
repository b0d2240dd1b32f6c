import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../src/map/validate/validate.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { mapInput } from '../harness.ts';

const SETTINGS = { '/etc/sysconfig/acmed': 'OPTS=-v\n' };
const HELPER = '/usr/libexec/sysv2systemd/acmed/start';
const DAEMON = '/usr/sbin/acmed &';
const EXEC = 'ExecStart=/usr/sbin/acmed';
const RUN = 'exec /usr/sbin/acmed';

/** What a unit with one helper does otherwise than a start: field, script, unit. */
function differences(start: string, service: string, helper = ''): readonly string[] | undefined {
  const input = mapInput(`#!/bin/sh\ncase "$1" in\nstart)\n${start}\n;;\nesac\n`, {
    target: 'rhel9',
    settings: SETTINGS,
  });
  const content = `#!/bin/sh\n${helper}\n`;
  return validate(input, parseUnit('acmed.service', `${service}\n`, input.target), [
    { path: HELPER, mode: 0o755, content, kind: 'helper', evidence: [], reason: '' },
  ])?.map(one => `${one.field}: ${one.script} / ${one.unit}`);
}
const unit = (service: string) => `[Service]\n${service}`;

describe('a helper', () => {
  test.each<[string, string, string, string, string, readonly string[]]>([
    ['a step', `touch /a\n${DAEMON}`, '', `touch /a\n${RUN}`, RUN, ['programs: touch ␣ /a; acmed / acmed']],
    [
      'a test',
      `[ -e /a ] && touch /b\n${DAEMON}`,
      '',
      `[ -e /a ] && touch /b\n${RUN}`,
      `touch /b\n${RUN}`,
      ['conditions: exists /a / not tested'],
    ],
    [
      'a gate',
      `[ -w /a ] || exit 0\n${DAEMON}`,
      '',
      `[ -w /a ] || exit 0\n${RUN}`,
      RUN,
      ['conditions: writable /a / not tested'],
    ],
    ['a user', 'su acme -c "/usr/sbin/acmed &"', '', 'su acme -c "/usr/sbin/acmed &"', RUN, ['user: acme / root']],
    ['a limit', `ulimit -n 9\n${DAEMON}`, '', `ulimit -n 9\n${RUN}`, RUN, ['limits: NOFILE 9:9 / not set']],
    ['a variable', `export A=b\n${DAEMON}`, '', `export A=b\n${RUN}`, RUN, ['environment: A=b / not set']],
    ['its export', `export A=b\n${DAEMON}`, '', `A=b; export A\n${RUN}`, `A=b\n${RUN}`, ['environment: A=b / not set']],
    [
      'a log file',
      '/usr/sbin/acmed >>/var/log/a &',
      '',
      `${RUN} >>/var/log/a`,
      RUN,
      ['input-output: stdout to /var/log/a / the journal'],
    ],
    [
      'one of two streams',
      '/usr/sbin/acmed >>/var/log/a 2>&1 &',
      '',
      `${RUN} >>/var/log/a 2>&1`,
      `${RUN} >>/var/log/a`,
      ['input-output: stderr to /var/log/a / the journal'],
    ],
    ['a directory', `cd /srv\n${DAEMON}`, '', `cd /srv\n${RUN}`, RUN, ['cwd: /srv / /']],
    ['a mask', `umask 077\n${DAEMON}`, '', `umask 077\n${RUN}`, RUN, ['umask: 0077 / 0022']],
    ['niceness', `nice -n 5 ${DAEMON}`, '', 'exec nice -n 5 /usr/sbin/acmed', RUN, ['nice: 5 / 0']],
    [
      'arguments',
      '/usr/sbin/acmed -x &',
      ' /usr/sbin/acmed -x',
      'exec "$@"',
      'exec "$1"',
      ['argv: acmed ␣ -x / acmed'],
    ],
    [
      'settings',
      '. /etc/sysconfig/acmed\n/usr/sbin/acmed $OPTS &',
      '',
      `. /etc/sysconfig/acmed\n${RUN} $OPTS`,
      `${RUN} $OPTS`,
      ['argv: acmed ␣ $OPTS / acmed'],
    ],
    [
      'a loop',
      `for f in /a/*; do /usr/sbin/p; done\n${DAEMON}`,
      '',
      `for f in /a/*; do /usr/sbin/p; done\n${RUN}`,
      `/usr/sbin/p\n${RUN}`,
      ['conditions: loop / once', 'conditions: loop / not tested'],
    ],
  ])('that has and that lacks %s', (_, start, args, same, other, expected) => {
    expect(differences(start, unit(`ExecStart=${HELPER}${args}`), same)).toEqual([]);
    expect(differences(start, unit(`ExecStart=${HELPER}${args}`), other)).toEqual(expected);
  });

  test.each<[string, string, string, readonly string[]]>([
    ['a step more', DAEMON, `touch /a\n${RUN}`, ['programs: acmed / touch ␣ /a; acmed']],
    ['a test more', DAEMON, `[ -e /a ] || exit 0\n${RUN}`, ['conditions: not tested / exists /a']],
    ['a user more', DAEMON, 'su acme -c /usr/sbin/acmed', ['user: root / acme']],
    ['a limit more', DAEMON, `ulimit -n 9\n${RUN}`, ['limits: NOFILE not set / 9:9']],
    ['another limit', `ulimit -n 9\n${DAEMON}`, `ulimit -n 8\n${RUN}`, ['limits: NOFILE 9:9 / 8:8']],
    ['another value', `export A=b\n${DAEMON}`, `export A=c\n${RUN}`, ['environment: A=b / c']],
    [
      'another log file',
      '/usr/sbin/acmed >>/var/log/a &',
      `${RUN} >>/var/log/b`,
      ['input-output: stdout to /var/log/a / /var/log/b'],
    ],
    [
      'another test',
      `[ -e /a ] || exit 0\n${DAEMON}`,
      `[ -d /a ] || exit 0\n${RUN}`,
      ['conditions: exists /a / not tested', 'conditions: not tested / directory /a'],
    ],
    [
      'another order',
      `touch /a\nchmod 600 /a\n${DAEMON}`,
      `chmod 600 /a\ntouch /a\n${RUN}`,
      ['argv: touch ␣ /a / chmod ␣ 600 ␣ /a', 'argv: chmod ␣ 600 ␣ /a / touch ␣ /a'],
    ],
  ])('with %s', (_, start, helper, expected) => {
    expect(differences(start, unit(`ExecStart=${HELPER}`), helper)).toEqual(expected);
  });

  test('the unit may make the state', () => {
    const service = 'User=acme\nUMask=0077\nLimitNOFILE=9\nEnvironment=A=b\nStandardOutput=append:/var/log/a';
    const state = 'umask 077\nulimit -n 9\nexport A=b\nsu acme -c "/usr/sbin/acmed >>/var/log/a &"';
    expect(differences(state, unit(`${service}\nExecStart=${HELPER}`), RUN)).toEqual([]);
  });

  test('after the start', () => {
    const service = unit(`${EXEC}\nExecStartPost=-${HELPER}`);
    expect(differences(`${DAEMON}\ntouch /x`, service, 'touch /x')).toEqual([]);
    expect(differences(`${DAEMON}\ntouch /x`, service)).toEqual(['programs: acmed; touch ␣ /x / acmed']);
  });

  test('of the stop does what the script never did', () => {
    expect(differences(DAEMON, unit(`${EXEC}\nExecStop=-${HELPER}`), 'touch /x')).toEqual(['programs:  / touch ␣ /x']);
  });

  test('in which only the run knows what runs is no evidence', () => {
    expect(differences(DAEMON, unit(`ExecStart=${HELPER}`), `trap "/usr/sbin/a" EXIT\n${RUN}`)).toBeUndefined();
  });
});

describe('a line of a shell', () => {
  const STEP = `[ -e /a ] && touch /b\n${DAEMON}`;
  const STEPS = `if [ -e /a ]; then touch /b; chmod 600 /b; fi\n${DAEMON}`;
  const GATE = `. /etc/sysconfig/acmed\n[ "$OPTS" = -v ] || exit 0\n${DAEMON}`;
  const pre = (text: string) => unit(`ExecStartPre=-/bin/sh -c '${text}'\n${EXEC}`);
  const gate = (text: string) =>
    unit(`EnvironmentFile=/etc/sysconfig/acmed\nExecStart=/bin/sh -c '${text}exec "$$0" "$$@"' /usr/sbin/acmed`);
  const LOST = 'conditions: exists /a / not tested';
  test.each<[string, string, string, readonly string[]]>([
    ['a step', STEP, pre('[ ! -e /a ] || /bin/touch /b'), []],
    ['without its test', STEP, pre('/bin/touch /b'), [LOST]],
    [
      'the wrong way round',
      STEP,
      pre('[ -e /a ] || /bin/touch /b'),
      [LOST, 'conditions: not tested / not (exists /a)'],
    ],
    ['two steps', STEPS, pre('[ ! -e /a ] || { /bin/touch /b; /bin/chmod 600 /b; }'), []],
    ['one of them without the test', STEPS, pre('[ ! -e /a ] || /bin/touch /b; /bin/chmod 600 /b'), [LOST]],
    [
      'one of them',
      STEPS,
      pre('[ ! -e /a ] || /bin/touch /b'),
      ['programs: touch ␣ /b; chmod ␣ 600 ␣ /b; acmed / touch ␣ /b; acmed'],
    ],
    ['a gate', GATE, gate('[ "$$OPTS" = -v ] || exit 0; '), []],
    ['no gate', GATE, gate(''), ['conditions: ${OPTS} = -v / not tested']],
    [
      'another gate',
      GATE,
      gate('[ "$$OPTS" = -x ] || exit 0; '),
      ['conditions: ${OPTS} = -v / not tested', 'conditions: not tested / ${OPTS} = -x'],
    ],
  ])('%s', (_, start, service, expected) => {
    expect(differences(start, service)).toEqual(expected);
  });
});

describe('tests of the unit itself', () => {
  const GATE = `[ -e /a ] || exit 0\n${DAEMON}`;
  test.each([
    ['a condition', GATE, `[Unit]\nConditionPathExists=/a\n${unit(EXEC)}`, []],
    ['none', GATE, unit(EXEC), ['conditions: exists /a / not tested']],
    ['the other way', GATE, `[Unit]\nConditionPathExists=!/a\n${unit(EXEC)}`, ['conditions: exists /a / not tested']],
    ['of another file', GATE, `[Unit]\nConditionPathExists=/b\n${unit(EXEC)}`, ['conditions: exists /a / not tested']],
    ['a line', GATE, unit(`ExecCondition=/usr/bin/test -e /a\n${EXEC}`), []],
    ['written otherwise', `[ ! -e /a ] && exit 0\n${DAEMON}`, unit(`ExecStartPre=/usr/bin/test -e /a\n${EXEC}`), []],
  ])('%s', (_, start, service, expected) => {
    expect(differences(start, service)).toEqual(expected);
  });
});
