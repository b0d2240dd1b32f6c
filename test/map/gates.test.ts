import { describe, expect, test } from '@jest/globals';
import { converted } from './harness.ts';

describe('a test for the init library', () => {
  test.each([
    'if [ -f /etc/init.d/functions ]; then . /etc/init.d/functions; else exit 6; fi',
    'if [ -f /lib/lsb/init-functions ]; then\n. /lib/lsb/init-functions\nelif [ -r /etc/rc.d/init.d/functions ]; then\n. /etc/rc.d/init.d/functions\nelse\nexit 1\nfi',
    '[ -f /etc/rc.d/init.d/functions ] || exit 0\n. /etc/rc.d/init.d/functions',
  ])('is not asked of the target: %s', library => {
    const { lines } = converted(
      `#!/bin/sh\n# chkconfig: 345 85 15\n${library}\n[ -d /etc/acme ] || exit 6\ncase "$1" in\nstart) /usr/sbin/acmed & ;;\nstop) killall acmed ;;\nesac\n`,
      { target: 'rhel9' },
    );
    expect(lines.filter(line => /^(?:Condition|Assert|ExecStartPre)/.test(line))).toEqual([
      'AssertPathIsDirectory=/etc/acme',
    ]);
  });
});
