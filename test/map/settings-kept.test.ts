import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

const FILE = '/etc/sysconfig/acmed';

function unit(before: string, file: string, start = '/usr/sbin/acmed -p $PORT $OPTIONS &') {
  return converted(rhel({ start, stop: 'killproc acmed' }, before), { settings: { [FILE]: file } });
}
function kept(before: string, file: string, start?: string): readonly string[] {
  return unit(before, file, start)
    .service.findings.filter(one => one.code === 'SV439')
    .map(one => /own: (.*)$/.exec(one.message)?.[1] ?? '');
}

test.each([
  ['the file may say otherwise', 'PORT=7000\n. /etc/sysconfig/acmed', 'A=1', ['PORT']],
  ['it does', 'PORT=7000\n. /etc/sysconfig/acmed', 'PORT=7001', []],
  ['it did', 'PORT=7000\n. /etc/sysconfig/acmed', '#PORT=7001', []],
  ['it was unset for the file', 'unset PORT\n. /etc/sysconfig/acmed', 'A=1', ['PORT']],
  ['nobody can', '. /etc/sysconfig/acmed\nPORT=7000', 'A=1', []],
  ['nobody asks', 'DIR=/srv\n. /etc/sysconfig/acmed\nPORT=1', 'A=1', []],
  ['names of the script alone', 'port=1\n. /etc/sysconfig/acmed\nPORT=$port', 'A=1', []],
  ['what every process has', 'PATH=/opt/bin\n. /etc/sysconfig/acmed\nPORT=$PATH', 'A=1', []],
])('constants: %s', (_, before, file, expected) => {
  expect(kept(before, `${file}\n`)).toEqual(expected);
});

test('constants that a helper has the file replace are followed', () => {
  const start = 'if [ -d /srv/acme ]; then /usr/sbin/acmed -p $PORT -d & else /usr/sbin/acmed -p $PORT & fi';
  const { codes, helper } = unit('PORT=7000\n. /etc/sysconfig/acmed', 'A=1\n', start);
  expect(helper('start')).toContain('. /etc/sysconfig/acmed');
  expect(codes).not.toContain('SV439');
});

test('options that the script made empty follow the file', () => {
  const { lines, codes } = unit('OPTIONS=\nPORT=\n. /etc/sysconfig/acmed', 'A=1\n', '/usr/sbin/acmed $OPTIONS $PORT &');
  expect(lines).toContain('ExecStart=/usr/sbin/acmed $OPTIONS');
  expect(lines).toContain(`EnvironmentFile=${FILE}`);
  expect(codes).not.toContain('SV902');
});

test.each([
  ['tested', '[ -n "$OPTIONS" ] && PORT=1\n/usr/sbin/acmed &', 'ExecStart=/usr/sbin/acmed'],
  ['with a default', '/usr/sbin/acmed ${OPTIONS:-a} &', 'ExecStart=/usr/sbin/acmed a'],
])('where they are no argument they are empty: %s', (_, start, line) => {
  const { lines, codes } = unit('OPTIONS=\n. /etc/sysconfig/acmed', 'A=1\n', start);
  expect(lines).toContain(line);
  expect(codes).toContain('SV416');
});

test('what a directive cannot follow names the directive, also where nothing is set today', () => {
  const start = 'daemon --user $ACME_USER --pidfile $ACME_PID $ACME_BIN --pid-file=$ACME_PID';
  const before = `ACME_USER=acme\nACME_PID=/run/acmed.pid\nACME_BIN=/usr/sbin/acmed\n. ${FILE}`;
  expect(kept(before, '#ACME_USER=a\n#ACME_PID=b\n#ACME_BIN=c\n', start)[0]).toMatch(/ACME_USER: \S+/);
  expect(kept(before, '#ACME_USER=a\n#ACME_PID=b\n#ACME_BIN=c\n', start)[0]).toContain('ACME_BIN: ');
  const { service } = unit(before, 'ACME_USER=a\nACME_PID=/run/b.pid\nACME_BIN=/usr/sbin/c\n', start);
  const frozen = service.findings.filter(one => one.code === 'SV401').map(one => one.message);
  expect(frozen).toHaveLength(3);
});

test('a setting that is the default today, and so no directive, is frozen all the same', () => {
  const { service } = unit('. /etc/sysconfig/acmed', 'NICE=0', 'start-stop-daemon -S -N $NICE --exec /usr/sbin/acmed');
  const frozen = service.findings.filter(one => one.code === 'SV401').map(one => one.message);
  expect(frozen).toEqual([expect.stringContaining('$NICE is frozen as "0"')]);
});

describe('settings that no file has, and that all of the start hangs on, are asked for by the unit', () => {
  // The file is there, and has another setting.
  const files = { settings: { '/etc/sysconfig/acmed': 'OTHER=1\n' }, target: 'debian12' };
  const start = (text: string) =>
    converted(rhel({ start: text, stop: 'killproc acmed' }, '. /etc/sysconfig/acmed'), files).lines.filter(line =>
      /^(?:ExecStart|ExecCondition)/.test(line),
    );
  test.each<[string, string, readonly string[]]>([
    [
      'one',
      '[ -z "$OPTS" ] && exit 6\ndaemon /usr/sbin/acmed $OPTS',
      ['ExecStartPre=/usr/bin/test -n ${OPTS}', 'ExecStart=/usr/sbin/acmed $OPTS'],
    ],
    [
      'one behind the other',
      '[ "$RUN" = yes ] || exit 0\n[ "$MODE" = x ] || exit 0\ndaemon /usr/sbin/acmed',
      [
        'ExecCondition=/usr/bin/test ${RUN} = yes',
        'ExecCondition=/usr/bin/test ${MODE} = x',
        'ExecStart=/usr/sbin/acmed',
      ],
    ],
    [
      'not one that the start can do without',
      '[ "$MODE" = x ] && exit 0\ndaemon /usr/sbin/acmed',
      ['ExecStart=/usr/sbin/acmed'],
    ],
  ])('%s', (_, text, lines) => {
    expect(start(text)).toEqual(lines);
  });
});
