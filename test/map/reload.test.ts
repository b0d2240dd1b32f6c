import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

const BASE = { start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed' };

describe('reload', () => {
  test.each([
    ['a signal', { reload: 'killproc acmed -HUP' }, ['ExecReload=/bin/kill -HUP $MAINPID']],
    ['a command', { reload: '/usr/sbin/acmectl reload' }, ['ExecReload=-/usr/sbin/acmectl reload']],
    ['the script again', { 'restart|force-reload': '$0 stop; sleep 1; $0 start' }, []],
    ['the script again, as reload', { 'restart|reload': '"$0" stop\nsleep 1\n"$0" start' }, []],
    ['the script again, by either name', { 'restart|reload|force-reload': '$0 stop; $0 start' }, []],
    ['a stop and a start of its own', { 'restart|reload': 'killproc acmed\nsleep 1\ndaemon /usr/sbin/acmed' }, []],
    ['only a wait', { reload: 'sleep 1' }, []],
    [
      'a file as input',
      { reload: '/usr/sbin/acmectl load </etc/acme.rules' },
      ['ExecReload=/usr/libexec/sysv2systemd/acmed/reload'],
    ],
  ])('%s', (_, more, expected) => {
    const { lines, codes } = converted(rhel({ ...BASE, ...more }));
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual(expected);
    for (const code of ['SV202', 'SV206', 'SV220']) expect(codes).not.toContain(code);
  });

  test('a function that start uses too may still run another command', () => {
    const { lines, helper } = converted(
      rhel(
        {
          start: 'owner "/usr/sbin/acmed &"',
          stop: 'owner "/usr/sbin/acmectl stop"',
          reload: 'owner "acmectl reload"',
        },
        'owner() {\n su -l acme -c "$1"\n}',
      ),
    );
    expect(lines).toContain('ExecReload=/usr/libexec/sysv2systemd/acmed/reload');
    expect(helper('reload').at(-1)).toBe('owner "acmectl reload"');
  });

  test('a restart is what force-reload becomes where nothing reloads', () => {
    const { service } = converted(rhel({ ...BASE, 'restart|force-reload': '$0 stop; sleep 1; $0 start' }));
    expect(service.actions.find(action => action.name === 'force-reload')?.becomes).toBe(
      'systemctl restart acmed.service',
    );
  });

  test.each([
    ['nothing stops', '', []],
    ['a stop takes back', '/usr/sbin/acmectl clear', ['ExecReload=-/usr/sbin/acmectl load']],
  ])('a oneshot that runs again, where %s', (_, stop, expected) => {
    const load = '/usr/sbin/acmectl load';
    const { lines } = converted(rhel({ start: load, stop, 'restart|force-reload': load }));
    expect(lines).toContain('Type=oneshot');
    expect(lines.filter(line => line.startsWith('ExecReload='))).toEqual(expected);
  });
});
