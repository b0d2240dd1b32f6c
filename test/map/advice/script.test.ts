import { describe, expect, test } from '@jest/globals';
import { rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const P = '/usr/sbin/acmed';
const BASE = { start: `daemon ${P}`, stop: 'killproc acmed' };

describe('the first line', () => {
  test.each<[string, readonly string[]]>([
    ['#!/bin/sh', []],
    ['#! /bin/bash -e', []],
    ['#!/usr/bin/env bash', []],
    ['#!/usr/bin/perl', ['SV115 1 shebang=#!/usr/bin/perl reason=perl is no shell that is known here']],
    ['#!bash', ['SV115 1 shebang=#!bash reason=the path of the interpreter is not absolute']],
    ['# acmed', ['SV115 1 shebang=# acmed reason=it names no interpreter']],
    ['#!/bin/bash5', ['SV115 1 shebang=#!/bin/bash5 reason=bash5 is no shell that is known here']],
  ])('%s', (line, notes) => {
    expect(mapped(rhel(BASE).replace('#!/bin/sh', line)).notes('SV115')).toEqual(notes);
  });
});

describe('a pid file in the comments', () => {
  const script = (comment: string, more: Readonly<Record<string, string>> = {}) =>
    mapped(rhel({ ...BASE, ...more }).replace('# chkconfig', `# pidfile: ${comment}\n# chkconfig`)).notes('SV231');
  const own = {
    start: `daemon --pidfile /var/run/acmed.pid ${P} -p /var/run/acmed.pid`,
    stop: 'killproc -p /var/run/acmed.pid acmed',
  };
  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the same', '/var/run/acmed.pid', own, []],
    ['the same by another way', '/run/acmed.pid', own, []],
    ['another', '/var/run/acme.pid', own, ['SV231 2 header=/var/run/acme.pid used=/run/acmed.pid']],
    [
      'one that only stop uses',
      '/var/run/acme.pid',
      { start: `${P} &`, stop: 'killproc -p /var/run/acmed.pid acmed' },
      ['SV231 2 header=/var/run/acme.pid used=/run/acmed.pid'],
    ],
    ['not absolute', 'acme.pid', own, []],
    ['the script uses none', '/var/run/acme.pid', {}, []],
    ['nothing stays', '/var/run/acme.pid', { start: 'touch /a', stop: 'killproc -p /var/run/acmed.pid acmed' }, []],
  ])('%s', (_, comment, more, notes) => {
    expect(script(comment, more)).toEqual(notes);
  });
});

describe('the stop', () => {
  test.each<[string, string, readonly string[]]>([
    ['kills at once', 'killall -9 acmed', ['SV227 10 command=killall -9 acmed']],
    ['asks first', 'killall acmed\nsleep 1\nkillall -9 acmed', []],
    ['does not signal', '/usr/sbin/acmectl stop', []],
    ['kills after a command', 'touch /a\nkillall -KILL acmed', ['SV227 11 command=killall -KILL acmed']],
  ])('%s', (_, stop, notes) => {
    expect(mapped(rhel({ ...BASE, stop })).notes('SV227')).toEqual(notes);
  });

  test.each<[string, string, readonly string[]]>([
    [
      'a helper after the signal',
      'killall acmed\n[ -e /a ] && /usr/sbin/clean',
      ['SV228 11 statement=/usr/sbin/clean'],
    ],
    ['nothing after it', 'killall acmed', []],
  ])('%s', (_, stop, notes) => {
    expect(mapped(rhel({ ...BASE, stop })).notes('SV228')).toEqual(notes);
  });
});

describe('exit codes that only status gives', () => {
  const END = '\nexit $RETVAL';
  test.each<[string, string, string, readonly string[]]>([
    ['systemctl’s own', 'if [ -e /a ]; then exit 0; fi\nif [ -e /b ]; then exit 4; fi\nexit 3', '', []],
    [
      'others, sorted',
      'if [ -e /a ]; then exit 150; fi\nif [ -e /b ]; then exit 20; fi\nexit 3',
      '',
      ['SV216 13 codes=20, 150'],
    ],
    ['each once', 'if [ -e /a ]; then exit 20; fi\nif [ -e /b ]; then exit 20; fi\nexit 3', '', ['SV216 13 codes=20']],
    ['a return in the last function', 'state', 'state() { [ -e /a ] && return 20\nreturn 3\n}', ['SV216 4 codes=20']],
    [
      '… that the script ends with',
      'state\nexit',
      'state() { [ -e /a ] && return 20\nreturn 3\n}',
      ['SV216 4 codes=20'],
    ],
    ['a return that something follows', 'state\ntouch /b', 'state() { [ -e /a ] && return 20\nreturn 3\n}', []],
    ['in a loop', 'for f in /srv/*; do [ -e $f ] || exit 20; touch /b; done', '', ['SV216 13 codes=20']],
    ['an else', 'if [ -e /a ]; then exit 0; else exit 20; fi', '', ['SV216 13 codes=20']],
    ['computed', `if [ -e /a ]; then RETVAL=$(state); fi${END}`, '', []],
  ])('%s', (_, status, before, notes) => {
    expect(
      mapped(rhel({ ...BASE, status }, before))
        .notes('SV216')
        .map(line => (before === '' ? line : line.replace(/^SV216 \d+/, 'SV216 4'))),
    ).toEqual(notes);
  });

  test('what start shares is no code of status', () => {
    expect(mapped(rhel({ ...BASE, status: 'exit 3' }, '[ -e /etc/acme.conf ] || exit 6')).notes('SV216')).toEqual([]);
  });
});

describe('actions that became files', () => {
  const actions = { ...BASE, rotate: '/usr/sbin/acmectl rotate', check: '/usr/sbin/acmectl check' };
  test('where service looks for them the old script would hide them', () => {
    const told = mapped(rhel(actions));
    expect(told.notes('SV507')).toEqual(['SV507 13 path=/etc/init.d/acmed actions=rotate, check']);
    expect(told.notes('SV508')).toEqual([]);
  });
  test('elsewhere each must be called by its path', () => {
    const told = mapped(rhel(actions), { target: 'debian12' });
    expect(told.notes('SV507')).toEqual([]);
    expect(told.notes('SV508').map(line => line.replace(/path=.*\//, 'path='))).toEqual([
      'SV508 13 action=rotate path=rotate',
      'SV508 16 action=check path=check',
    ]);
  });
});
