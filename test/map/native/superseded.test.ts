import { expect, test } from '@jest/globals';
import { superseded } from '../../../src/map/native/superseded.ts';
import { mapInput } from '../harness.ts';

/** The unit that takes the place of a script named so, if the target ships one. */
function taken(name: string, start: string, target: string): string | undefined {
  return superseded(mapInput(`${start}\n`, { name, target }))?.native.units.join(' ');
}

test.each([
  ['httpd', '/usr/sbin/httpd -k start &', 'rhel7'],
  ['httpd', '/usr/sbin/httpd -k start &', 'rhel9'],
  ['autofs', '/usr/sbin/automount &', 'rhel7'],
  ['autofs', '/usr/sbin/automount &', 'debian12'],
  ['atd', '/usr/sbin/atd', 'rhel7'],
  ['acpid', '/sbin/acpid &', 'rhel7'],
  ['acpid', '/usr/bin/acpid &', 'rhel7'],
  ['acpid', '/bin/acpid &', 'rhel7'],
  ['acpid', '/usr/libexec/acpid &', 'rhel7'],
  ['acpid', '/usr/libexec/acpi.d/acpid &', 'rhel7'],
  ['acpid', '/usr/lib/acpi/acpid &', 'rhel7'],
  ['acpid', '/usr/lib64/acpi/sbin/acpid &', 'rhel7'],
])('shipped: %s by %s on %s', (name, start, target) => {
  expect(taken(name, start, target)).toBe(`${name}.service`);
});

test.each([
  ['another name', 'webserver', '/usr/sbin/httpd &', 'rhel7'],
  ['another program', 'httpd', '/usr/sbin/acmed &', 'rhel7'],
  ['a longer name of a program', 'httpd', '/usr/sbin/httpd.worker &', 'rhel7'],
  ['somebody else’s', 'httpd', '/opt/apache/sbin/httpd &', 'rhel7'],
  ['the administrator’s', 'httpd', '/usr/local/sbin/httpd &', 'rhel7'],
  ['a folder of somebody else that ends so', 'httpd', '/opt/usr/sbin/httpd &', 'rhel7'],
  ['only RHEL 7 has it', 'abrtd', '/usr/sbin/abrtd', 'rhel8'],
  ['another distribution', 'httpd', '/usr/sbin/httpd &', 'debian12'],
  ['nobody knows whose', 'httpd', '/usr/sbin/httpd &', 'systemd-252'],
  ['SUSE, which calls it otherwise', 'httpd', '/usr/sbin/httpd &', 'sles15'],
  ['a program from a pattern', 'httpd', '/usr/sbin/http* &', 'rhel7'],
  ['nothing started', 'httpd', 'true', 'rhel7'],
])('not shipped: %s', (_, name, start, target) => {
  expect(taken(name, start, target)).toBeUndefined();
});

test('it points at the program', () => {
  const found = superseded(mapInput('echo now\n/usr/sbin/httpd &\n', { name: 'httpd' }));
  expect(found?.note).toMatchObject({ code: 'SV506', params: { reason: '/usr/sbin/httpd' }, span: { line: 2 } });
});

test.each([
  ['messagebus', 'dbus-daemon --system', 'rhel7', 'dbus.service'],
  ['messagebus', '/bin/dbus-daemon --system', 'rhel9', 'dbus.service'],
  ['mysqld', '/usr/bin/mysqld_safe &', 'rhel8', 'mariadb.service'],
  ['iptables', '/sbin/iptables-restore -c /etc/sysconfig/iptables', 'rhel7', 'firewalld.service iptables.service'],
  ['network', 'cd /etc/sysconfig/network-scripts && ./ifup ifcfg-lo', 'rhel7', 'network.service'],
  ['network', 'cd /etc/sysconfig/network-scripts && ./ifup ifcfg-lo', 'rhel9', 'NetworkManager.service'],
  ['ntpd', '/usr/sbin/ntpd -g', 'rhel7', 'ntpd.service'],
  ['ntpd', '/usr/sbin/ntpd -g', 'rhel8', 'chronyd.service'],
  ['wdaemon', '/usr/bin/wdaemon -s', 'rhel7', ''],
  [
    'dovecot',
    'DAEMON=/usr/sbin/dovecot\n. /etc/default/dovecot\nstart-stop-daemon --start --exec $DAEMON -- -c x',
    'debian12',
    'dovecot.service',
  ],
  ['procps', '/sbin/sysctl -q --system', 'debian12', 'systemd-sysctl.service'],
  ['networking', '/sbin/ifup -a', 'ubuntu22.04', 'networking.service'],
  ['mtab', '[ -L /etc/mtab ] || ln -s /proc/mounts /etc/mtab', 'debian12', ''],
  [
    'crond',
    'prog=crond\n[ -f /etc/sysconfig/crond ] && . /etc/sysconfig/crond\n$prog $CRONDARGS',
    'rhel7',
    'crond.service',
  ],
  ['crond', 'PATH=/sbin:/usr/sbin:$PATH\ncrond', 'rhel7', 'crond.service'],
])('by another unit, or none: %s by %j on %s', (name, start, target, units) => {
  expect(taken(name, start, target)).toBe(units);
});

test.each([
  ['another program of this name', 'network', '/opt/acme/network up', 'rhel7'],
  ['the path in a comment', 'network', '# not /etc/sysconfig/network-scripts\ntrue', 'rhel7'],
  ['a longer path', 'network', 'ls /etc/sysconfig/network-scripts2', 'rhel7'],
  ['a search path of its own', 'crond', 'PATH=/opt/acme/bin:$PATH\ncrond', 'rhel7'],
  ['one of the target’s programs beside its own', 'mysqld', '/bin/mkdir /run/x\n/opt/mysql/bin/mysqld_safe &', 'rhel7'],
  ['SUSE, which calls it otherwise', 'messagebus', '/usr/bin/dbus-daemon --system', 'sles15'],
  ['Debian', 'messagebus', '/usr/bin/dbus-daemon --system', 'debian12'],
])('not by another unit: %s', (_, name, start, target) => {
  expect(taken(name, start, target)).toBeUndefined();
});
