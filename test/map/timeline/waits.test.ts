import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const PID = '/var/run/acmed.pid';
const START = `daemon --pidfile ${PID} /usr/sbin/acmed -p ${PID}`;
const LOOP = `n=0\nwhile [ -f ${PID} ]; do\n  [ $n -ge 30 ] && break\n  sleep 1\n  n=$((n+1))\ndone`;
const FORCE = `if [ -f ${PID} ]; then\n  kill -9 \`cat ${PID}\`\nfi`;
const CTL = '/usr/sbin/acmectl shutdown';

function stopped(stop: string) {
  const { lines, helper } = converted(rhel({ start: START, stop }));
  return {
    lines: lines.filter(line => /^(?:Kill|SendSIGKILL|ExecStop|TimeoutStop)/.test(line)),
    helper: helper('stop'),
  };
}

const WAITS = ['ExecStop=-/usr/libexec/sysv2systemd/acmed/stop', 'TimeoutStopSec=300'];

// systemd signals as soon as ExecStop= is through.
describe('a stop that asks a program, and waits', () => {
  test.each<[string, string, readonly string[]]>([
    ['until it has ended', `${CTL}\n${LOOP}`, [CTL, ...LOOP.split('\n')]],
    ['and kills what is left', `${CTL}\n${LOOP}\n${FORCE}`, [CTL, ...LOOP.split('\n'), ...FORCE.split('\n')]],
    [
      'behind a test of its status, with a signal where it failed',
      `${CTL} || killall acmed\n${LOOP}`,
      [`${CTL} || killall acmed`, ...LOOP.split('\n')],
    ],
    ['for some seconds', `${CTL}\nsleep 5\n${FORCE}`, [CTL, 'sleep 5', ...FORCE.split('\n')]],
  ])('%s', (_, stop, body) => {
    const { lines, helper } = stopped(stop);
    expect(lines.slice(0, 1)).toEqual(WAITS.slice(0, 1));
    expect(helper).toEqual(body);
  });

  test('has as long as an init script had', () => {
    expect(stopped(`${CTL}\n${LOOP}`).lines).toEqual(WAITS);
  });

  test.each<[string, string, readonly string[]]>([
    ['signals first', `kill \`cat ${PID}\`\n${LOOP}`, []],
    ['asks first and signals then', `${CTL}\nkill \`cat ${PID}\`\n${LOOP}`, [CTL]],
    ['does not wait', CTL, [CTL]],
    ['only reads what a program says', `P=$(${CTL})\nsleep 1\nkillproc acmed $P`, [`P=$(${CTL})`, '[ -n "$P" ]']],
  ])('what follows is systemd’s where it %s', (_, stop, body) => {
    const { helper } = stopped(stop);
    expect(helper.filter(line => /sleep|kill/.test(line))).toEqual([]);
    expect(helper.slice(0, 1)).toEqual(body.slice(0, 1));
  });
});

describe('a wait is kept whole, or not at all', () => {
  const started = (behind: string) =>
    converted(rhel({ start: `for d in \`ls /etc/acme\`; do\n  acmed $d\ndone\n${behind}` }));

  test.each<[string, string, readonly string[]]>([
    ['of whose end nobody speaks', LOOP, []],
    [
      'that ends the start',
      `while [ ! -f ${PID} ]; do sleep 1; [ -f /no ] && exit 1; done`,
      [`while [ ! -f ${PID} ]; do`, '  sleep 1', '  [ -f /no ] && exit 1', 'done'],
    ],
  ])('one %s', (_, loop, lines) => {
    expect(started(loop).helper('start').slice(3)).toEqual(lines);
  });

  // The function that runs both was called before the loop.
  test('one before a program that goes on with what has come up', () => {
    const top = 'as_acme() { su acme -c "$1"; }';
    const loop = 'while true; do\n  grep -q ready /var/log/a.log && break\n  sleep 5\ndone';
    const steps = ['as_acme "screen -dmS a acmed"', loop, 'as_acme "screen -S a -X stuff go"'].join('\n');
    const { helper } = converted(rhel({ start: steps }, top));
    expect(helper('start').slice(3)).toEqual(steps.split('\n'));
  });

  test('a loop that does something pauses where it did', () => {
    const loop = 'for d in `ls /etc/acme`; do\n  acmed $d\n  sleep 2\ndone';
    expect(converted(rhel({ start: loop })).helper('start')).toEqual(loop.split('\n'));
  });

  // Each loop is looked at before it is printed: that must not double with each level.
  test('loops in loops are printed once', () => {
    const depth = 30;
    const [open, close] = ['for d in `ls /etc/acme`; do\n', 'done\n'].map(line => line.repeat(depth));
    const { service } = converted(rhel({ start: `${open}acmed $d\n${close}` }));
    const [file] = service.files;
    expect(file?.content.match(/\bdone\b/g)).toHaveLength(depth);
  });
});
