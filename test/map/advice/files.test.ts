import { describe, expect, test } from '@jest/globals';
import { mapService } from '../../../src/map/service.ts';
import { rhel } from '../harness.ts';
import { inputOf, started } from '../mapped.ts';

type Given = Parameters<typeof started>[1];
type Row = readonly [name: string, start: string, given: Given, notes: readonly string[]];

function table(name: string, codes: readonly string[], rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows.map(row => [...row] as const))('%s', (_, start, given, notes) => {
      expect(started(start, given).notes(...codes)).toEqual(notes);
    });
  });
}

const P = '/usr/sbin/acmed';

table(
  'lock files',
  ['SV224'],
  [
    ['of the service’s own name', `daemon ${P}\ntouch /var/lock/subsys/acmed`, {}, []],
    ['of another name', `daemon ${P}\ntouch /var/lock/subsys/acme`, {}, ['SV224 8 path=/var/lock/subsys/acme']],
    [
      'that others look for',
      `daemon ${P}\ntouch /var/lock/subsys/acmed`,
      { mentions: { '/var/lock/subsys/acmed': ['watcher', 'cluster'] } },
      ['SV224 8 path=/var/lock/subsys/acmed readers=watcher, cluster'],
    ],
  ],
);

table(
  'pid files that nobody writes any more',
  ['SV209'],
  [
    ['by the script', `${P} &\necho $! >/var/run/acmed.pid`, {}, ['SV209 8 path=/var/run/acmed.pid']],
    [
      'that others look for',
      `${P} &\necho $! >/var/run/acmed.pid`,
      { mentions: { '/var/run/acmed.pid': ['watcher'] } },
      ['SV209 8 path=/var/run/acmed.pid readers=watcher'],
    ],
    [
      'by the starter',
      `start-stop-daemon --start --background --make-pidfile --pidfile /run/a.pid --exec ${P}`,
      {},
      ['SV209 7 path=/run/a.pid'],
    ],
    [
      'a helper still writes it',
      `A=$(ls)\nstart-stop-daemon --start --background --make-pidfile --pidfile /run/a.pid --exec ${P} -- $A\n/usr/sbin/x`,
      {},
      [],
    ],
    ['the program’s own', `daemon --pidfile /run/a.pid ${P} -p /run/a.pid`, { stop: 'kill `cat /run/a.pid`' }, []],
  ],
);

table(
  'folders below /run',
  ['SV234'],
  [
    [
      'made by systemd',
      `mkdir -p /var/run/acme\nchown acme /var/run/acme\nsu acme -c ${P} &`,
      {},
      ['SV234 7 path=/var/run/acme how=RuntimeDirectory=acme, which removes it at stop'],
    ],
    ['made by a command', `mkdir -p /var/run/acme/b\n${P} &`, {}, []],
    ['elsewhere', `mkdir -p /srv/acme\n${P} &`, {}, []],
  ],
);

table(
  'kernel parameters',
  ['SV225'],
  [
    ['written', `echo 1 >/proc/sys/net/ipv4/ip_forward\n${P} &`, {}, ['SV225 7 path=/proc/sys/net/ipv4/ip_forward']],
    ['in sysfs', `echo 1 >/sys/block/sda/x\n${P} &`, {}, ['SV225 7 path=/sys/block/sda/x']],
    ['by sysctl', `/sbin/sysctl -w net.ipv4.ip_forward=1\n${P} &`, {}, ['SV225 7 path=net.ipv4.ip_forward']],
    ['read', `/sbin/sysctl net.ipv4.ip_forward\n${P} &`, {}, []],
    ['another program', `/sbin/acmectl a.b=1\n${P} &`, {}, []],
    ['a file of that name elsewhere', `echo 1 >/srv/proc/sys/a\n${P} &`, {}, []],
  ],
);

table(
  'files of a fixed name where everyone can write',
  ['SV427'],
  [
    ['written', `echo 1 >/tmp/acme.x\n${P} &`, {}, ['SV427 7 path=/tmp/acme.x']],
    ['touched', `touch /var/tmp/acme.x\n${P} &`, {}, ['SV427 7 path=/var/tmp/acme.x']],
    ['a folder', `mkdir /tmp/acme\n${P} &`, {}, ['SV427 7 path=/tmp/acme']],
    ['a log', `${P} >>/tmp/acme.log &`, {}, ['SV427 7 path=/tmp/acme.log']],
    ['a log of errors', `${P} 2>>/tmp/acme.log &`, {}, ['SV427 7 path=/tmp/acme.log']],
    ['a computed name', `touch /tmp/acme.$(date)\n${P} &`, {}, []],
    ['removed', `rm -f /tmp/acme.x\n${P} &`, {}, []],
    ['elsewhere', `touch /srv/tmp/x\n${P} &`, {}, []],
  ],
);

test('a line of the unit that runs the start as it was writes its pid file', () => {
  const start = `for i in $(cat /etc/acme); do ${P} $i & done\necho $! >/var/run/acmed.pid`;
  const { notes, directives } = mapService({ ...inputOf(rhel({ start, stop: 'killall acmed' })), helperFiles: false });
  expect(directives.find(({ name }) => name === 'ExecStart')?.value).toContain('>/var/run/acmed.pid');
  expect(notes.filter(({ code }) => code === 'SV209')).toEqual([]);
});
