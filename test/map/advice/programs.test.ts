import { describe, expect, test } from '@jest/globals';
import { rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

type Row = readonly [name: string, start: string, more: Readonly<Record<string, string>>, notes: readonly string[]];

function table(name: string, codes: readonly string[], rows: readonly Row[], target = 'rhel7'): void {
  describe(name, () => {
    test.each(rows.map(row => [...row] as const))('%s', (_, start, more, notes) => {
      expect(mapped(rhel({ start, stop: 'killall acmed', ...more }), { target }).notes(...codes)).toEqual(notes);
    });
  });
}

const P = '/usr/sbin/acmed';

table(
  'a service that is looked after',
  ['SV420'],
  [
    ['by nobody', `daemon ${P}`, {}, []],
    [
      'by an action for cron',
      `daemon ${P}`,
      { watchdog: P },
      ['SV420 7 restart=on-failure reason=the action "watchdog"'],
    ],
    ['by a monitor', `daemon ${P}`, { monitor: P }, ['SV420 7 restart=on-failure reason=the action "monitor"']],
    ['an action of a longer name', `daemon ${P}`, { watchers: P }, []],
    [
      'by its starter',
      'daemon /usr/bin/mysqld_safe',
      {},
      ['SV420 7 restart=on-failure reason=mysqld_safe starts its program again'],
    ],
    ['the unit restarts it already', `while :; do ${P}; done &`, { watchdog: P }, []],
    ['nothing stays', 'touch /a', { stop: 'rm /a', watchdog: P }, []],
  ],
);

table(
  'what is known of a program',
  ['SV422', 'SV423', 'SV425'],
  [
    ['nothing', `daemon ${P}`, {}, []],
    [
      'all',
      'daemon /usr/sbin/cupsd',
      {},
      ['SV422 7 program=cupsd', 'SV423 7 program=cupsd', 'SV425 7 program=cupsd flag=-f'],
    ],
    ['it has the flag', 'daemon /usr/sbin/atd -f', {}, []],
    ['it has not', 'daemon /usr/sbin/atd', {}, ['SV425 7 program=atd flag=-f']],
    ['it stays in the foreground', '/usr/sbin/atd &', {}, []],
    ['no flag is known', 'daemon /usr/sbin/avahi-daemon', {}, ['SV422 7 program=avahi-daemon']],
    ['a flag of two words', 'daemon /usr/bin/fail2ban-server', {}, ['SV425 7 program=fail2ban-server flag=-xf start']],
    ['… that is there', 'daemon /usr/bin/fail2ban-server -xf start', {}, []],
    ['it tells already', 'start-stop-daemon --start --background --notify-await --exec /usr/sbin/collectd', {}, []],
  ],
);

const JAIL = 'directives=ProtectSystem=full PrivateTmp=yes NoNewPrivileges=yes root=/srv/jail';
table(
  'a daemon that is shut up',
  ['SV421'],
  [
    ['by an option', `daemon ${P} --chroot /srv/jail`, {}, [`SV421 7 ${JAIL}`]],
    ['by an option with =', `daemon ${P} --chroot=/srv/jail`, {}, [`SV421 7 ${JAIL}`]],
    ['by one of another spelling', `daemon ${P} -chrootdir /srv/jail`, {}, [`SV421 7 ${JAIL}`]],
    ['by chroot', `/usr/sbin/chroot /srv/jail ${P} &`, {}, [`SV421 7 ${JAIL}`]],
    ['in nothing', `daemon ${P} --chroot /`, {}, []],
    ['not', `daemon ${P} --chrootless /srv/jail`, {}, []],
  ],
);
