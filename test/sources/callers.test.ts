import { describe, expect, test } from '@jest/globals';
import { initScript } from '../../src/rules/example-script.ts';
import { callsIn, mentionsIn } from '../../src/sources/callers/scan.ts';
import { services } from './harness.ts';

const file = (text: string) => ({ path: '/x', text, sha256: '', executable: false });

const SCRIPT = `#!/bin/sh
# chkconfig: 345 85 15
# description: Acme
case $1 in
start) /usr/sbin/acmed & touch /var/lock/subsys/acmed ;;
stop) killall acmed; rm -f /var/lock/subsys/acmed ;;
configtest) /usr/sbin/acmed -t ;;
esac
`;

describe('callsIn', () => {
  test.each([
    ['  /etc/init.d/acmed restart >/dev/null', 'acmed', 'restart', 'script'],
    ['/etc/rc.d/init.d/acmed reload', 'acmed', 'reload', 'script'],
    ['check process a with pidfile /p start program = "/etc/init.d/acmed start"', 'acmed', 'start', 'script'],
    ['%ops ALL = NOPASSWD: /etc/init.d/acmed, /bin/ls', 'acmed', undefined, 'script'],
    ['/sbin/service acmed condrestart || :', 'acmed', 'condrestart', 'service'],
    ['5 * * * * root service acmed status', 'acmed', 'status', 'service'],
    ['invoke-rc.d acmed rotate', 'acmed', 'rotate', 'service'],
    ['/sbin/chkconfig --level 345 acmed on', 'acmed', 'on', 'chkconfig'],
    ['update-rc.d acmed defaults', 'acmed', 'defaults', 'chkconfig'],
    ['initctl restart acmed', 'acmed', 'restart', 'upstart'],
    ['<primitive id="a" class="lsb" type="acmed"/>', 'acmed', undefined, 'cluster'],
  ])('%s', (text, script, action, tool) => {
    const [call, more] = callsIn(file(`first\n${text}\n`));
    expect(more).toBeUndefined();
    expect(call).toMatchObject({ script, tool, span: { line: 2 } });
    expect(call?.action).toBe(action);
    expect(`first\n${text}\n`.slice(call?.span.start, call?.span.end)).toContain(script);
  });

  test.each([
    '# /etc/init.d/acmed restart',
    'myservice acmed start',
    '/opt/service acmed start',
    'service acmed',
    '/etc/init.d/',
    'x'.repeat(5000).concat(' /etc/init.d/acmed start'),
  ])('%.40s is no call', text => {
    expect(callsIn(file(text))).toEqual([]);
  });
});

test('a path is mentioned as a whole, and not in a comment', () => {
  expect(mentionsIn(file('# /a/b\n/a/bc\nx /a/b;\n'), '/a/b').map(({ line, column }) => [line, column])).toEqual([
    [3, 3],
  ]);
});

describe('findings', () => {
  const found = (files: Record<string, string>, target?: string) =>
    (services({ '/etc/init.d/acmed': SCRIPT, ...files }, target).get('acmed')?.findings ?? [])
      .filter(({ code }) => code === 'SV536' || code === 'SV537')
      .map(({ code, location, remediation }) => [code, `${location?.path}:${location?.line}`, remediation]);

  test.each([
    ['/etc/logrotate.d/a', 'x {\n/etc/init.d/acmed reload\n}\n', 2, 'systemctl reload acmed.service'],
    ['/etc/cron.daily/a', 'service acmed condrestart\n', 1, 'systemctl try-restart acmed.service'],
    ['/etc/monit.d/a', 'stop = "/etc/init.d/acmed stop"\n', 1, 'systemctl stop acmed'],
    [
      '/etc/puppet/manifests/site.pp',
      'exec { "/etc/init.d/acmed force-reload": }\n',
      1,
      'systemctl reload-or-restart acmed.service',
    ],
    [
      '/var/lib/pacemaker/cib/cib.xml',
      '<primitive class="lsb" id="a" type="acmed"/>',
      1,
      'class="systemd" type="acmed"',
    ],
    ['/etc/NetworkManager/dispatcher.d/9', 'service acmed restart\n', 1, 'systemctl restart acmed'],
    ['/etc/sudoers', 'a ALL=/etc/init.d/acmed\n', 1, 'systemctl start, stop or restart acmed.service'],
    ['/usr/local/sbin/a', 'chkconfig acmed off\n', 1, 'systemctl disable acmed.service'],
    ['/usr/local/sbin/a', 'service acmed configtest\n', 1, 'configtest'],
  ])('%s: %j', (path, text, line, instead) => {
    const [one, more] = found({ [path]: text });
    expect(more).toBeUndefined();
    expect(one?.slice(0, 2)).toEqual(['SV536', `${path}:${line}`]);
    expect(one?.[2]).toContain(instead);
  });

  test('other services, and names that only begin alike, are none of its business', () => {
    expect(found({ '/etc/cron.daily/a': 'service acmed2 restart\nservice other start\n' })).toEqual([]);
  });

  test('who looks for the lock file is told that it has gone', () => {
    const [one] = found({ '/usr/local/bin/watch': 'test -f /var/lock/subsys/acmed\n' });
    expect(one).toEqual([
      'SV537',
      '/usr/local/bin/watch:1',
      expect.stringContaining('systemctl is-active acmed.service'),
    ]);
  });

  test('a thousand calls are fifty findings', () => {
    expect(found({ '/etc/crontab': '0 * * * * root service acmed reload\n'.repeat(1000) })).toHaveLength(50);
  });

  test('who calls what the target has by another name is told that name', () => {
    const script = initScript({ start: '/usr/bin/mysqld_safe &', stop: 'killproc mysqld' });
    const service = services({
      '/etc/init.d/mysqld': script,
      '/etc/cron.daily/a': 'service mysqld restart\nservice mysqld stop\n',
    }).get('mysqld');
    const told = service?.findings.filter(({ code }) => code === 'SV536').map(({ remediation }) => remediation);
    expect(told?.join('\n')).toMatch(/systemctl restart mariadb\.service[\s\S]*systemctl stop mariadb\.service/);
  });
});
