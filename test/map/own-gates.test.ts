import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

const PID = '/var/run/acmed.pid';
const START = `daemon --pidfile=${PID} /usr/sbin/acmed -p ${PID}`;
const HUP = `killproc -p ${PID} acmed -HUP`;

describe('a reload asks before its signal what the script asked', () => {
  test.each<[string, string, RegExp]>([
    [
      'a file, and the program about it',
      `[ -f /etc/acme.conf ] || exit 6\n/usr/sbin/acmed -t || exit 1\n${HUP}`,
      /exit 6\n/,
    ],
    ['a file alone', `[ -f /etc/noreload ] && exit 0\n${HUP}`, /exit 0\n/],
    ['in a branch', `if [ -s /etc/acme.conf ]; then\n/usr/sbin/acmed -t && ${HUP}\nelse\nexit 1\nfi`, /if \[ -s/],
  ])('%s', (_, reload, asks) => {
    const { lines, helper } = converted(rhel({ start: START, stop: `killproc -p ${PID} acmed`, reload }));
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual([
      'ExecReload=/usr/libexec/sysv2systemd/acmed/reload',
    ]);
    expect(`${helper('reload').join('\n')}\n`).toMatch(asks);
  });

  test('not what the start has asked', () => {
    const reload = `need /etc/a\n${HUP}`;
    const need = 'need() { [ -f $1 ] || exit 6; }';
    const reloads = (file: string) =>
      converted(rhel({ start: `need ${file}\n${START}`, reload }, need)).lines.filter(line =>
        /^ExecReload=/.test(line),
      );
    expect(reloads('/etc/a')).toEqual(['ExecReload=/bin/kill -HUP $MAINPID']);
    expect(reloads('/etc/b')).toEqual(['ExecReload=/usr/libexec/sysv2systemd/acmed/reload']);
  });
});

describe('a stop asks for a file', () => {
  const stopped = (start: string, stop: string, before = '') =>
    converted(rhel({ start: `${start}\n${START}`, stop: `${stop}\n/usr/sbin/acme-post` }, before));
  const KILL = `killproc -p ${PID} acmed`;

  test('again where the start has taken it away', () => {
    const { helper } = stopped('[ -f /etc/on ] || exit 0\nrm -f /etc/on', `[ -f /etc/on ] || exit 0\n${KILL}`);
    expect(helper('after-stop').join('\n')).toMatch(/^\[ -f \/etc\/on \] \|\| exit 0\n/);
  });

  test.each([
    ['that a step takes away', '[ -f /etc/on ] || exit 0\nrm -f /etc/on', true],
    ['that the program may take away', '[ -S /var/run/acme.sock ] || exit 0', true],
    ['that stays', '[ -f /etc/acme.conf ] || exit 0', false],
  ])('before its signal for what is behind it: one %s', (_, asks, whole) => {
    const { helper } = stopped('', `${asks}\n${KILL}`);
    expect(helper('stop').some(line => line.startsWith('killproc'))).toBe(whole);
  });

  test('and signals behind it: what is in the same branch is decided with the signal', () => {
    const asks = (file: string) =>
      stopped('', `if [ -S ${file} ]; then\n${KILL}\nsleep 1\n/usr/sbin/acme-post --socket\nfi`);
    expect(
      asks('/var/run/acme.sock')
        .helper('stop')
        .some(line => line.includes('killproc')),
    ).toBe(true);
    expect(
      asks('/etc/acme.conf')
        .helper('stop')
        .some(line => line.includes('killproc')),
    ).toBe(false);
  });
});

describe('a stop that a test keeps from its signal (SV262)', () => {
  const codes = (stop: string, start = '') =>
    converted(rhel({ start: `${start}\n${START}`, stop }, '. /etc/sysconfig/acmed')).codes;
  const KILL = `killproc -p ${PID} acmed`;

  test.each<[string, string, string, boolean]>([
    ['a switch', `[ "$ENABLED" = yes ] || exit 0\n${KILL}`, '', true],
    ['the switch of the start', `[ "$ENABLED" = yes ] || exit 0\n${KILL}`, '[ "$ENABLED" = yes ] || exit 0', false],
    ['both sides signal', `if [ -n "$DELAY" ]; then killproc -p ${PID} -d $DELAY acmed; else ${KILL}; fi`, '', false],
    [
      'each signal by another',
      `[ -f /etc/keep ] || ${KILL}\n[ -f /etc/nokill ] || killproc -p ${PID} acmed -KILL`,
      '',
      true,
    ],
    [
      'the switch of another step',
      `[ "$ENABLED" = yes ] || exit 0\n${KILL}`,
      '[ "$ENABLED" = fancy ] && /usr/bin/acme-pre',
      true,
    ],
    ['only the second signal', `${KILL}\n[ -z "$HARD" ] && exit 0\nkillproc -p ${PID} acmed -KILL`, '', false],
  ])('%s', (_, stop, start, told) => {
    expect(codes(stop, start).includes('SV262')).toBe(told);
  });
});
