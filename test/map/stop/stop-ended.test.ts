import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const PID = '/var/run/acmed.pid';
const START = `start-stop-daemon --start --pidfile ${PID} --exec /usr/sbin/acmed`;
const KILL = `pid=\`cat ${PID}\`\nkill $pid\nsleep 3\n`;

/** The lines that stop a service, whose stop goes on like this behind its signal. */
function stopped(rest: string) {
  const { lines, codes, helper } = converted(rhel({ start: START, stop: KILL + rest }));
  return { lines: lines.filter(line => /^(?:Kill|ExecStop|TimeoutStop)/.test(line)), codes, helper };
}

const AFTER = 'ExecStopPost=-/usr/bin/acme-clean';

describe('a stop that looks whether the service has ended', () => {
  test.each<[string, string]>([
    ['by a signal that does nothing', 'kill -0 $pid'],
    ['in /proc', '[ -d /proc/$pid ]'],
    ['by its name', 'pidof acmed >/dev/null'],
    ['by what the process executes', '[ "$(ps -p $pid -o comm=)" = acmed ]'],
    ['by its pid file', `[ -f ${PID} ]`],
    ['by a function', 'up'],
  ])('%s', (_, asks) => {
    const up = asks === 'up' ? 'up() { [ -d /proc/$pid ] || return 1; return 0; }\n' : '';
    const { lines, codes } = stopped(`${up}if ${asks}; then echo no; exit 1; else /usr/bin/acme-clean; fi`);
    expect(lines).toEqual([AFTER, 'KillMode=process']);
    expect(codes).not.toContain('SV202');
  });

  test('kills it where it has not, and goes on in both cases', () => {
    const { lines } = stopped('kill -0 $pid && kill -9 $pid\n/usr/bin/acme-clean');
    expect(lines).toEqual([AFTER, 'KillMode=process', 'TimeoutStopSec=3']);
  });

  test('and ends with an error where it has not: what stands behind is done', () => {
    const { lines } = stopped('if kill -0 $pid; then exit 1; fi\n/usr/bin/acme-clean');
    expect(lines).toEqual([AFTER, 'KillMode=process']);
  });

  test('asks in a helper of its own, which systemd runs before the end', () => {
    const { lines, helper } = stopped(`if kill -0 $pid; then kill -9 $pid; fi\nkillall -HUP other`);
    expect(lines).toContain('ExecStop=-/usr/libexec/sysv2systemd/acmed/stop');
    expect(helper('stop').join('\n')).toMatch(/if kill -0 \$pid; then\n\s*kill -9 \$pid\nfi/);
  });

  test('does what it does only while the service goes on behind that test', () => {
    const { lines, helper } = stopped('if kill -0 $pid; then /usr/bin/acme-alarm; fi\nrm -f /srv/a');
    expect(lines.join('\n')).not.toContain('ExecStopPost=-/usr/bin/acme-alarm');
    expect(helper('after-stop').join('\n')).toMatch(/if kill -0 \$pid; then\n\s*\/usr\/bin\/acme-alarm\nfi/);
  });

  test('has the steps of both cases in their order', () => {
    const { lines, codes } = stopped('if ! kill -0 $pid; then /usr/bin/acme-first; fi\n/usr/bin/acme-second');
    expect(lines.slice(0, 2)).toEqual(['ExecStopPost=-/usr/bin/acme-first', 'ExecStopPost=-/usr/bin/acme-second']);
    expect(codes).not.toContain('SV902');
  });

  test('looks into /proc, where no pid is left behind the end: that is answered', () => {
    const { lines, helper, codes } = stopped('if [ -d /proc/$pid ]; then /usr/bin/acme-core; fi\n/usr/bin/acme-clean');
    expect([...lines, ...helper('after-stop')].join('\n')).not.toMatch(/\/proc\/\$pid/);
    expect(codes).toContain('SV202');
  });

  test('asks for a process that it has not signalled', () => {
    const other = 'if kill -0 `cat /var/run/other.pid`; then /usr/bin/acme-other; fi';
    const { helper } = stopped(`kill -0 $pid && exit 1\n${other}`);
    expect(helper('after-stop').join('\n')).toMatch(/if kill -0 `cat \/var\/run\/other.pid`/);
  });

  test('of another process does not answer that', () => {
    const { helper } = stopped('if pidof sshd >/dev/null; then :; else /usr/bin/acme-clean; fi');
    expect(helper('after-stop').join('\n')).toMatch(/sshd/);
  });
});
