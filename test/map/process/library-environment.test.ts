import { describe, expect, test } from '@jest/globals';
import { converted } from '../harness.ts';

/** The lines of LC_ALL in the unit of a SUSE script with this start. */
function environment(start: string, target = 'sles12', stop = 'killproc /usr/sbin/acmed'): readonly string[] {
  const text = `#!/bin/sh
### BEGIN INIT INFO
# Provides: acmed
# Default-Start: 3 5
### END INIT INFO
. /etc/rc.status
rc_reset
case "$1" in
start)
${start}
rc_status -v
;;
stop) ${stop} ;;
esac
rc_exit
`;
  return converted(text, { target }).lines.filter(line => /LC_ALL/.test(line));
}

const LOOP = 'for f in /etc/acme.d/*; do /usr/sbin/acme-load $f; done';

describe('what the library of SUSE exports', () => {
  test.each<[string, string, string]>([
    ['for a program of the unit', '/usr/sbin/acmed', 'sles12'],
    ['for a helper that needs nothing else of it', LOOP, 'sles12'],
    ['for a helper on a system without it', LOOP, 'rhel7'],
  ])('%s', (_, start, target) => {
    expect(environment(start, target)).toEqual(['Environment=LC_ALL=POSIX']);
  });

  test('for the stop, where the start sources it by itself', () => {
    const start = 'for i in /etc/acme.d/*; do startproc -f /usr/sbin/acmed $i; done';
    expect(environment(start)).toEqual([]);
    expect(environment(start, 'sles12', '/usr/sbin/acmectl down')).toEqual(['Environment=LC_ALL=POSIX']);
  });

  test('a program in a login shell has none of it', () => {
    expect(environment('for f in a b; do su - acme -c "/usr/sbin/acmed $f | cat"; done')).toEqual([]);
  });
});
