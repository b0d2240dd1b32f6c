import { describe, expect, test } from '@jest/globals';
import { takesBefore } from '../../../src/map/stop/taken-before.ts';
import { parseSource } from '../../../src/shell/parse.ts';
import { statementsOf } from '../../../src/shell/statements.ts';
import { converted, rhel } from '../harness.ts';

/** Of `before; kill $PID; after`, all of it needed. */
function takes(before: string, after: string): boolean {
  const source = parseSource('/etc/init.d/acmed', `${before}\nkill $PID\n${after}\n`);
  const all = statementsOf(source.ast).map(({ node }) => node.pos);
  return takesBefore(source, new Set(all), before.length + 1);
}

describe('a value taken before the signal and used behind it', () => {
  test.each([
    ['DIR=$(readlink /proc/$PID/cwd)', 'rm -rf $DIR/tmp'],
    ['N=`acmectl sessions`', 'logger $N'],
    ['PID=`cat $PIDFILE`; DIR=/srv/$PID', 'rm -rf $DIR'],
    ['OLD=$(cat /var/run/acmed.state)', '[ "$OLD" = up ] && acme-post'],
    ['acme-ctl busy; B=$?', '[ $B = 0 ] && acme-post'],
    ['read PID < /var/run/acmed.pid', 'rm -rf /srv/run.$PID'],
    ['PID=$(</var/run/acmed.pid)', 'rm -rf /srv/run.$PID'],
    ['B=no; [ -S /run/acme.sock ] && B=yes', '[ $B = yes ] && acme-post'],
    ['W=0; pgrepx acme && W=1', '[ $W = 1 ] && acme-post'],
    ['mapfile -t M < <(acme-ctl mounts)', 'for m in "${M[@]}"; do umount $m; done'],
    ['printf -v N %s "$(acme-ctl n)"', 'acme-post $N'],
    ['LIST=$(ls /tmp/acme.*)', 'for f in $LIST; do acme-post $f; done'],
  ])('%s … %s', (before, after) => {
    expect(takes(before, after)).toBe(true);
  });

  test.each([
    ['a constant', 'DIR=/srv/acme', 'rm -rf $DIR/tmp'],
    ['of the host', 'HOST=`hostname -s`; A=$(uname -m | tr a-z A-Z)', 'acme-post $HOST $A'],
    ['of a configuration', "U=$(grep '^user' /etc/acme.conf | awk '{print $2}')", 'acme-post $U'],
    ['read from a configuration', 'read U < /etc/acme.user', 'acme-post $U'],
    ['behind a test of a setting', 'B=no; [ -n "$BUSY" ] && B=yes', '[ $B = yes ] && acme-post'],
    ['not used', 'N=`acmectl sessions`', 'rm -f /srv/acme'],
    ['a look whether it has ended', 'PID=`cat $PIDFILE`', 'kill -0 $PID || rm -f /srv/acme'],
    ['taken behind', 'A=1', 'N=`acmectl sessions`; logger $N'],
  ])('%s', (_, before, after) => {
    expect(takes(before, after)).toBe(false);
  });

  test('makes the stop a helper that signals by itself', () => {
    const stop = 'PID=`cat /var/run/acmed.pid`\nDIR=$(readlink /proc/$PID/cwd)\nkill $PID\nsleep 2\nrm -rf $DIR/tmp';
    const { lines } = converted(rhel({ start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed', stop }));
    expect(lines.filter(line => line.startsWith('ExecStopPost='))).toEqual([]);
    expect(lines).toContain('ExecStop=-/usr/libexec/sysv2systemd/acmed/stop');
  });
});
