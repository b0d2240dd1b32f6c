import { expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const NETWORK = '. /etc/sysconfig/network';
const TEST = `/bin/sh -c '[ -f /etc/sysconfig/network ] && . /etc/sysconfig/network; [ "$$NETWORKING" != no ] || exit`;

function unit(test: string, target: string, start = 'daemon --pidfile /run/acmed.pid /usr/sbin/acmed') {
  const stop = 'killproc -p /run/acmed.pid acmed';
  return converted(rhel({ start, stop }, `${NETWORK}\n${test}`), { target });
}

test.each([
  ['skips', '[ "$NETWORKING" = no ] && exit 0', 'rhel9', `ExecCondition=${TEST} 1'`],
  ['fails for want of ExecCondition=', '[ "$NETWORKING" = no ] && exit 0', 'rhel7', `ExecStartPre=${TEST} 1'`],
  ['without quotes', '[ ${NETWORKING} = "no" ] && exit 0', 'rhel9', `ExecCondition=${TEST} 1'`],
  ['fails as before', '[ "$NETWORKING" = no ] && exit 6', 'rhel9', `ExecStartPre=${TEST} 6'`],
  ['the other way round', '[ "$NETWORKING" != "no" ] || exit 0', 'rhel9', `ExecCondition=${TEST} 1'`],
])('a host without network: %s', (_, test, target, line) => {
  const { lines, codes, service } = unit(test, target);
  expect(lines.filter(one => one.includes('NETWORKING'))).toEqual([line]);
  expect(lines).toContain('ExecStart=/usr/sbin/acmed');
  expect(lines).toContain('PIDFile=/run/acmed.pid');
  expect(lines.filter(one => one.startsWith('EnvironmentFile'))).toEqual([]);
  expect(codes).toContain('SV437');
  expect(codes).not.toContain('SV404');
  expect(codes).not.toContain('SV426');
  expect(codes).not.toContain('SV902');
  expect(service.findings.find(one => one.code === 'SV437')?.message).toContain('NETWORKING=no');
});

test('other tests of the same condition stand where they did', () => {
  const { lines } = unit('[ "$NETWORKING" = no ] || [ ! -x /usr/sbin/acmed ] && exit 0', 'rhel9');
  expect(lines).toContain('ConditionFileIsExecutable=/usr/sbin/acmed');
  expect(lines).toContain(`ExecCondition=${TEST} 1'`);
});

test.each([
  ['asks for yes', '[ "$NETWORKING" = yes ] || exit 0'],
  ['asks for anything', '[ -n "$NETWORKING" ] || exit 0'],
  ['a case', 'case "$NETWORKING" in [Nn]o) exit 0;; esac'],
])('a host without the file would not start it: %s', (_, test) => {
  const { lines, service } = unit(test, 'rhel9');
  expect(lines.filter(one => one.includes('NETWORKING'))).toEqual([]);
  expect(service.findings.find(one => one.code === 'SV437')?.message).toContain('taken as "yes"');
});

test('a helper tests it in the words of the script', () => {
  const start = 'if [ "$NETWORKING" = no ]; then return 0; fi; daemon /usr/sbin/acmed; daemon /usr/sbin/acmed2';
  const { helper } = unit(':', 'rhel7', start);
  expect(helper('start').join('\n')).toMatch(/\. \/etc\/sysconfig\/network\n[\s\S]*"\$NETWORKING" = no/);
});
