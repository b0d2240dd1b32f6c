import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const ends = (start: string, stop: string, before = ''): readonly string[] =>
  converted(rhel({ start, stop }, before)).lines.filter(line => line.startsWith('SuccessExitStatus='));

const BY_FILE = 'kill `cat /run/acmed.pid`';

// Measured in systemd 252: `systemctl stop` leaves the unit failed without it, whatever the script said.
describe('a stop after which the unit is inactive and not failed', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['by SIGTERM', '/usr/sbin/acmed &', 'killall acmed', []],
    ['by force', '/usr/sbin/acmed &', 'kill -9 `pidof acmed`', ['SuccessExitStatus=SIGKILL']],
    ['by force only at last', '/usr/sbin/acmed &', 'kill $(pidof acmed)\nsleep 5\nkill -9 $(pidof acmed)', []],
    ['by another signal', '/usr/sbin/acmed &', 'killproc acmed -QUIT', ['SuccessExitStatus=SIGQUIT']],
    ['of a Java VM', '/opt/jre/bin/java -jar /opt/a.jar &', BY_FILE, ['SuccessExitStatus=143']],
    ['of one that a variable names', '$JAVA -Xmx512m -jar /opt/a.jar &', BY_FILE, ['SuccessExitStatus=143']],
    [
      'of a program that gets one',
      'export JAVA_HOME=/opt/jre\ndaemon /opt/acme/run.sh -p /run/acmed.pid',
      'killproc -p /run/acmed.pid run.sh',
      ['SuccessExitStatus=143'],
    ],
    // systemd looks at how the main process ended, and here it knows none.
    ['of several', 'daemon /usr/sbin/acmed', 'killall -9 acmed', []],
  ])('%s', (_, start, stop, expected) => {
    expect(ends(start, stop)).toEqual(expected);
  });
});
