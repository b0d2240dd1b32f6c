import { describe, expect, test } from '@jest/globals';
import { lacksSuseTools, plainTools } from '../../../src/map/helper/plain-tools.ts';
import { inputOf } from '../mapped.ts';

const told = (script: string, target = 'rhel7'): readonly string[] => [
  ...plainTools(inputOf(`#!/bin/sh\n. /etc/rc.status\n${script}\n`, { target })).values(),
];

describe('what a target without them is told instead', () => {
  test.each<[string, string]>([
    ['startproc /usr/sbin/acmed -x $A', '/usr/sbin/acmed -x $A & sleep 1; kill -0 $! 2>/dev/null || wait $!'],
    [
      '/sbin/startproc -f -w -t 3 -p /run/a.pid /usr/sbin/acmed',
      '/usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
    ['startproc -n -5 /usr/sbin/acmed', 'nice -n -5 /usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!'],
    ['startproc -10 /usr/sbin/acmed', 'nice -n 10 /usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!'],
    [
      'start_daemon -u "$ME" /usr/sbin/acmed',
      'chroot --userspec="$ME": / /usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
    [
      'startproc -u acme -g mail -q /usr/sbin/acmed',
      'chroot --userspec=acme:mail / /usr/sbin/acmed >/dev/null 2>&1 & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
    [
      'startproc -l /var/log/acme /usr/sbin/acmed -v',
      '/usr/sbin/acmed -v >>/var/log/acme 2>&1 & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
    [
      'startproc -o c2,n3 /usr/sbin/acmed',
      'ionice -c 2 -n 3 /usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
    ['startproc /usr/sbin/acmed </dev/zero', '/usr/sbin/acmed </dev/zero & sleep 1; kill -0 $! 2>/dev/null || wait $!'],
    ['startproc /usr/sbin/acmed || exit 1', '{ /usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!; }'],
    [
      'cd /srv\nstartproc -q /usr/sbin/acmed',
      '(cd / && exec /usr/sbin/acmed) >/dev/null 2>&1 & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
    ['killproc /usr/sbin/acmed', 'kill -TERM $(pidof /usr/sbin/acmed)'],
    ['killproc -HUP /usr/sbin/acmed', 'kill -HUP $(pidof /usr/sbin/acmed)'],
    ['killproc -p "$P" -SIGUSR1 $D', 'kill -USR1 "$(cat "$P")"'],
    ['killproc -t 20 -p /run/a.pid $D', 'kill -TERM "$(cat /run/a.pid)" && rm -f /run/a.pid'],
    ['checkproc $D', 'pidof $D >/dev/null'],
    ['checkproc -p /run/a.pid $D', 'kill -0 "$(cat /run/a.pid)" 2>/dev/null'],
    [
      'cd /srv\nstartproc -u acme /usr/sbin/acmed',
      'chroot --userspec=acme: / /usr/sbin/acmed & sleep 1; kill -0 $! 2>/dev/null || wait $!',
    ],
  ])('%s', (script, text) => {
    expect(told(script)).toEqual([text]);
  });

  test('one after the other, where a stop ends several', () => {
    expect(
      told('killproc -t 9 /usr/sbin/a\nkillproc -p /run/b.pid -TERM /usr/sbin/b\nkillproc -HUP /usr/sbin/a'),
    ).toEqual([
      'kill -TERM $(pidof /usr/sbin/a) && { for _ in $(seq 9); do pidof /usr/sbin/a >/dev/null || break; sleep 1; done; }',
      'kill -TERM "$(cat /run/b.pid)" && { for _ in $(seq 5); do kill -0 "$(cat /run/b.pid)" 2>/dev/null || break; sleep 1; done; rm -f /run/b.pid; }',
      'kill -HUP $(pidof /usr/sbin/a)',
    ]);
  });

  test.each([
    'startproc -c /jail /usr/sbin/acmed',
    'startproc -g mail /usr/sbin/acmed',
    'startproc -o "$CLASS" /usr/sbin/acmed',
    'startproc $OPTIONS /usr/sbin/acmed',
    'X=1 startproc /usr/sbin/acmed',
    'killproc -G /usr/sbin/acmed',
    'killproc -i /run/other.pid /usr/sbin/acmed',
    'killproc /usr/sbin/acmed >/dev/null',
    'checkproc -c /jail $D',
    'rc_status -v',
  ])('not said in other words: %s', script => {
    expect(told(script)).toEqual([]);
  });
});

test.each<[string, string, boolean]>([
  ['. /etc/rc.status', 'rhel7', true],
  ['. /etc/rc.status', 'debian12', true],
  ['. /etc/rc.status', 'sles12', false],
  ['# as /etc/rc.status would', 'rhel7', false],
  ['if [ -f /etc/rc.status ]; then . /etc/rc.status; else . /etc/init.d/functions; fi', 'rhel7', false],
])('%s for %s', (script, target, expected) => {
  expect(lacksSuseTools(inputOf(`#!/bin/sh\n${script}\n`, { target }))).toBe(expected);
});
