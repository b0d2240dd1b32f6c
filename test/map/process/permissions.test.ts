import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

// The script was root in all that it did beside the daemon. Before 231 no line can say so for itself.
describe('whose rights commands beside the daemon have', () => {
  const START = 'daemon --user acme /usr/sbin/acmed';
  const STOP = 'killproc acmed';
  const lines = (actions: Readonly<Record<string, string>>, target: string) =>
    converted(rhel(actions), { target }).lines.filter(line => /^(?:Exec(?!Start=)|PermissionsStartOnly)/.test(line));

  test.each([
    ['nothing else', { start: START, stop: STOP }, []],
    ['a step before', { start: `modprobe acme\n${START}`, stop: STOP }, ['ExecStartPre=-+/sbin/modprobe acme']],
    ['a step after', { start: `${START}\nmodprobe acme`, stop: STOP }, ['ExecStartPost=-+/sbin/modprobe acme']],
    ['a stop', { start: START, stop: 'modprobe -r acme' }, ['ExecStop=-+/sbin/modprobe -r acme']],
    ['a step after the stop', { start: START, stop: `${STOP}\nrm -f /srv/a` }, ['ExecStopPost=-+/bin/rm -f /srv/a']],
    [
      'a stop that stays shell code',
      { start: START, stop: 'for d in /srv/*; do rm $d; done' },
      ['ExecStop=-+/usr/libexec/sysv2systemd/acmed/stop'],
    ],
    ['a reload', { start: START, stop: STOP, reload: 'modprobe acme' }, ['ExecReload=-+/sbin/modprobe acme']],
    ['no user', { start: 'modprobe acme\ndaemon /usr/sbin/acmed', stop: STOP }, ['ExecStartPre=-/sbin/modprobe acme']],
  ])('%s', (_, actions, expected) => {
    expect(lines(actions, 'rhel9')).toEqual(expected);
    const plain = expected.map(line => line.replace('-+', '-'));
    const all = expected.some(line => line.includes('+')) ? ['PermissionsStartOnly=yes'] : [];
    expect(lines(actions, 'rhel7').sort()).toEqual([...plain, ...all]);
  });

  test('a text that changes the user by itself, though the start has the same statement', () => {
    const actions = { start: 'as /usr/sbin/acmed', stop: 'as "/usr/sbin/acmectl stop"' };
    const script = rhel(actions, 'as() {\n  su - acme -c "PATH=$PATH; $*"\n}');
    const { lines: found } = converted(script, { target: 'rhel7' });
    expect(found).toContain('PermissionsStartOnly=yes');
  });

  test('a signal needs no rights', () => {
    const start = 'daemon --user acme --pidfile /run/acmed.pid /usr/sbin/acmed';
    const actions = { start, stop: 'killproc -p /run/acmed.pid acmed', reload: 'killproc acmed -HUP' };
    expect(lines(actions, 'rhel7')).toEqual(['ExecReload=/bin/kill -HUP $MAINPID']);
  });
});
