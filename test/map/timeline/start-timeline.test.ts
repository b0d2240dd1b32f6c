import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const started = (start: string, target = 'debian12') =>
  converted(rhel({ start, stop: 'killproc acmed' }, '. /etc/sysconfig/acmed'), {
    target,
    settings: { '/etc/sysconfig/acmed': 'ENABLED=yes\n' },
  });

describe('a guard around all of a start is a condition of the unit', () => {
  test.each([
    ['if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nfi', ['ConditionPathExists=/etc/acme']],
    ['if [ -f /etc/acme ]; then\nmkdir -p /srv/acme\ndaemon /usr/sbin/acmed\nfi', ['ConditionPathExists=/etc/acme']],
    [
      'if [ -f /etc/acme ]; then\nif [ -d /srv/acme ]; then\ndaemon /usr/sbin/acmed\nfi\nfi',
      ['ConditionPathExists=/etc/acme', 'ConditionPathIsDirectory=/srv/acme'],
    ],
    [
      'if [ -f /etc/acme.off ]; then\necho off\nelse\ndaemon /usr/sbin/acmed\nfi',
      ['ConditionPathExists=!/etc/acme.off'],
    ],
    [
      'if [ -f /etc/acme ]; then\n[ -d /srv/acme ] || exit 6\ndaemon /usr/sbin/acmed\nfi',
      ['ConditionPathExists=/etc/acme', 'AssertPathIsDirectory=/srv/acme'],
    ],
    ['if [ "$ENABLED" = yes ]; then\ndaemon /usr/sbin/acmed\nfi', ['ExecCondition=/usr/bin/test ${ENABLED} = yes']],
  ])('%s', (start, conditions) => {
    const { lines, service } = started(start);
    expect(lines.filter(line => /^(?:Condition|Assert|ExecCondition)/.test(line))).toEqual(conditions);
    expect(lines).toContain('ExecStart=/usr/sbin/acmed');
    expect(service.tier).toBe('native');
  });

  test('on a target without ExecCondition a shell tests the setting and becomes the program', () => {
    const { lines, service } = started('if [ "$ENABLED" = yes ]; then\ndaemon /usr/sbin/acmed -a\nfi', 'rhel7');
    expect(lines).toContain(
      `ExecStart=/bin/sh -c '[ "$$ENABLED" = yes ] || exit 0; exec "$$0" "$$@"' /usr/sbin/acmed -a`,
    );
    expect(service.tier).toBe('native');
  });

  test('a test that only a shell can make is made by a helper that becomes the program', () => {
    const { lines, helper } = started('if grep -q acme /etc/acme.conf; then\ndaemon /usr/sbin/acmed\nfi', 'rhel7');
    expect(lines).toContain('ExecStart=/usr/libexec/sysv2systemd/acmed/start /usr/sbin/acmed');
    expect(helper('start').slice(-3)).toEqual(['if grep -q acme /etc/acme.conf; then', '  exec "$@"', 'fi']);
  });

  test.each([
    'modprobe acme\nif [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nfi',
    'if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nfi\n/usr/sbin/acmectl init',
    'if [ -f /etc/acme ]; then\ndaemon /usr/sbin/acmed\nelse\n/usr/sbin/acmectl init\nfi',
  ])('not where other steps run all the same: %s', start => {
    expect(started(start).lines.join('\n')).not.toContain('Condition');
  });
});
