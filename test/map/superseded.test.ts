import { expect, test } from '@jest/globals';
import { superseded } from '../../src/map/superseded.ts';
import { mapInput } from './harness.ts';

/** The unit that takes the place of a script named so, if the target ships one. */
function taken(name: string, start: string, target: string): string | undefined {
  return superseded(mapInput(`${start}\n`, { name, target }))?.params.unit;
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
  ['only RHEL 7 has it', 'atd', '/usr/sbin/atd', 'rhel8'],
  ['another distribution', 'httpd', '/usr/sbin/httpd &', 'debian12'],
  ['nobody knows whose', 'httpd', '/usr/sbin/httpd &', 'systemd-252'],
  ['SUSE', 'httpd', '/usr/sbin/httpd &', 'sles15'],
  ['a program from a pattern', 'httpd', '/usr/sbin/http* &', 'rhel7'],
  ['nothing started', 'httpd', 'true', 'rhel7'],
])('not shipped: %s', (_, name, start, target) => {
  expect(taken(name, start, target)).toBeUndefined();
});

test('it points at the program', () => {
  const found = superseded(mapInput('echo now\n/usr/sbin/httpd &\n', { name: 'httpd' }));
  expect(found).toMatchObject({ code: 'SV506', params: { reason: '/usr/sbin/httpd' }, span: { line: 2 } });
});
