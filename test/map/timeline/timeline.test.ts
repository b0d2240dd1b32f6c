import { describe, expect, test } from '@jest/globals';
import { hasItems } from '../../../src/map/timeline/timeline.ts';
import type { Condition, Step } from '../../../src/model/behaviour.ts';
import { timeline } from './timeline-lines.ts';

const A = 'exec: /usr/sbin/a';
const B = 'exec: /usr/sbin/b';

describe('a line of effects', () => {
  test.each<[string, string, readonly string[]]>([
    ['noise is nothing', 'echo hello\n/usr/sbin/a\ntouch /var/lock/subsys/acmed', [A]],
    ['functions are laid out where they are called', 'f() { /usr/sbin/a; }\n/usr/sbin/b\nf', [B, A]],
    ['a pipe is the shell’s', '/usr/sbin/a | /usr/sbin/b', [`(pipe) ${A}`, `(pipe) ${B}`]],
    ['so is a loop', 'for f in /srv/*; do /usr/sbin/a; done', [`if <loop>: (loop) ${A}`]],
    ['a loop that only waits is nothing', '/usr/sbin/a\nwhile [ ! -e /run/a.pid ]; do sleep 1; done', [A]],
    ['a signal is an item', 'killall -HUP acmed', ['signal name:acmed HUP group by killall']],
  ])('%s', (_, script, lines) => {
    expect(timeline(script)).toEqual(lines);
  });
});

describe('guards of one effect', () => {
  test.each<[string, string, readonly string[]]>([
    ['an if', 'if [ -e /a ]; then /usr/sbin/a; fi\n/usr/sbin/b', [`if exists /a: ${A}`, B]],
    [
      'both sides',
      'if [ -e /a ]; then /usr/sbin/a; else /usr/sbin/b; fi',
      [`if exists /a: ${A}`, `if not exists /a: ${B}`],
    ],
    [
      'one in another',
      'if [ -e /a ]; then if [ -e /b ]; then /usr/sbin/a; fi; fi',
      [`if exists /a: if exists /b: ${A}`],
    ],
    ['a folder that is made where it is missing', '[ -d /a ] || mkdir /a', ['exec: /bin/mkdir /a [mkdir /a]']],
    [
      '… with its owner',
      '[ -d /a ] || { mkdir /a; chown acme /a; }',
      ['exec: /bin/mkdir /a [mkdir /a]', 'exec: /bin/chown acme /a [chown acme: /a]'],
    ],
    [
      '… where what follows may fail',
      'if [ ! -d /a ]; then mkdir /a; chown acme /a || true; fi',
      ['exec: /bin/mkdir /a [mkdir /a]', 'exec: /bin/chown acme /a [chown acme: /a]'],
    ],
    ['another folder', '[ -d /b ] || mkdir /a', ['if not directory /b: exec: /bin/mkdir /a [mkdir /a]']],
    ['where it is there', '[ -d /a ] && mkdir /a', ['if directory /a: exec: /bin/mkdir /a [mkdir /a]']],
    [
      '… with a program besides',
      'if [ ! -d /a ]; then mkdir /a; /usr/sbin/a; fi',
      ['if not directory /a: exec: /bin/mkdir /a [mkdir /a]', `if not directory /a: ${A}`],
    ],
  ])('%s', (_, script, lines) => {
    expect(timeline(script)).toEqual(lines);
  });
});

const CHECK = 'f() { /usr/sbin/a || return 1; return 0; }';

describe('what a status decides', () => {
  test.each<[string, string, readonly string[]]>([
    ['a failure that ends the script', '/usr/sbin/a || exit 1\n/usr/sbin/b', [`${A} checked`, B]],
    [
      'a failure that ends it well',
      '/usr/sbin/a || exit 0\n/usr/sbin/b',
      ['gate 1- ok(/usr/sbin/a) skip 0', `${A} checked`, B],
    ],
    ['success that ends it', '/usr/sbin/a && exit 0\n/usr/sbin/b', ['gate 1- not ok(/usr/sbin/a) skip 0', A, B]],
    ['nobody asks', '/usr/sbin/a\n/usr/sbin/b', [A, B]],
    ['what runs after success', '/usr/sbin/a && /usr/sbin/b', [A, `if ok(/usr/sbin/a): ${B}`]],
    ['what runs after failure', '/usr/sbin/a || /usr/sbin/b', [A, `if not ok(/usr/sbin/a): ${B}`]],
    ['a failure that ends a function that nobody asks', `${CHECK}\nf\n/usr/sbin/b`, [A, B]],
    ['a failure that ends a function, which is asked', `${CHECK}\nf || exit 1\n/usr/sbin/b`, [`${A} checked`, B]],
    ['an error that it never tells', `${CHECK}\nf; [ $? -eq 2 ] && exit 1\n/usr/sbin/b`, [A, B]],
    ['an error that it tells', `${CHECK}\nf; [ $? -gt 0 ] && exit 1\n/usr/sbin/b`, [`${A} checked`, B]],
    ['a case of errors that it never tells', `${CHECK}\nf\ncase $? in 2|3) exit 1;; esac\n/usr/sbin/b`, [A, B]],
    ['messages are nothing', '/usr/sbin/a && echo ok || echo failed\n/usr/sbin/b', [A, B]],
  ])('%s', (_, script, lines) => {
    expect(timeline(script)).toEqual(lines);
  });
});

describe('what stands behind a loop that waits', () => {
  const wait = (end: string): string => `/usr/sbin/a\nfor i in $(seq 9); do\n${end}\nsleep 1\ndone\n/usr/sbin/b`;
  test.each<[string, string, readonly string[]]>([
    ['where it may leave the script', '[ -e /run/a ] && exit 0', [A, `if <what it waited for>: ${B}`]],
    ['where it leaves it with an error', '[ -e /run/a ] || exit 1', [A, B]],
    ['where it leaves the loop', '[ -e /run/a ] && break', [A, B]],
  ])('%s', (_, end, lines) => {
    expect(timeline(wait(end))).toEqual(lines);
  });
});

describe('a loop that starts a program again', () => {
  const once = 'exec &: /usr/sbin/a';
  test.each<[string, string, readonly string[]]>([
    ['with a pause', 'while true; do /usr/sbin/a; sleep 5; done &', [`${once} again after 5`]],
    ['without', 'while :; do /usr/sbin/a; done &', [`${once} again after 0`]],
    [
      'with a computed pause',
      'while :; do /usr/sbin/a; sleep $(pause); done &',
      [
        `if <loop>: (loop) ${once}`,
        'if <loop>: (loop) exec &: pause',
        'if <loop>: (loop) exec &: /bin/sleep <output of $(pause)> [sleep <output of $(pause)>]',
      ],
    ],
    [
      'with two programs',
      'while :; do /usr/sbin/a; /usr/sbin/b; done &',
      [`if <loop>: (loop) ${once}`, 'if <loop>: (loop) exec &: /usr/sbin/b'],
    ],
    [
      'with two pauses',
      'while :; do sleep 1; /usr/sbin/a; sleep 2; done &',
      [
        'if <loop>: (loop) exec &: /bin/sleep 1 [sleep 1]',
        `if <loop>: (loop) ${once}`,
        'if <loop>: (loop) exec &: /bin/sleep 2 [sleep 2]',
      ],
    ],
    [
      'with fractions of a second',
      'while :; do /usr/sbin/a; sleep 0.5; done &',
      [`if <loop>: (loop) ${once}`, 'if <loop>: (loop) exec &: /bin/sleep 0.5 [sleep 0.5]'],
    ],
    ['that a file may end', 'while [ -e /run/a.go ]; do /usr/sbin/a; done &', [`if <loop>: (loop) ${once}`]],
    [
      'that something may leave',
      'while :; do [ -e /run/a.stop ] && exit 0; /usr/sbin/a; done &',
      ['gate 1- (not <loop> or not exists /run/a.stop) skip 0', `if <loop>: if not exists /run/a.stop: (loop) ${once}`],
    ],
    [
      'that runs the program by a test',
      'while :; do [ -e /run/a.go ] && /usr/sbin/a; done &',
      [`if <loop>: if exists /run/a.go: (loop) ${once}`],
    ],
    ['that a break may end', 'while :; do /usr/sbin/a || break; done &', [`if <loop>: (loop) ${once}`]],
    ['behind a test', '[ -e /a ] && while :; do /usr/sbin/a; done &', [`if exists /a: ${once} again after 0`]],
  ])('%s', (_, script, lines) => {
    expect(timeline(script)).toEqual(lines);
  });
});

const span = { start: 0, end: 1, line: 1, column: 1, file: '' } as unknown as Condition['span'];
const opaque: Condition = { kind: 'opaque', reason: '', span };

describe('has items', () => {
  const noise: Step = { kind: 'effect', effect: { kind: 'noise', id: 1, span, reason: 'message' } };
  const real: Step = { kind: 'effect', effect: { kind: 'residue', id: 2, span, reason: 'x' } };
  test.each<[string, Step, boolean]>([
    ['noise', noise, false],
    ['an effect', real, true],
    ['an exit', { kind: 'exit', span }, false],
    ['a return', { kind: 'return', span }, false],
    ['a branch', { kind: 'branch', condition: opaque, then: [real], otherwise: [], span }, true],
    ['its else', { kind: 'branch', condition: opaque, then: [noise], otherwise: [real], span }, true],
    ['a branch of noise', { kind: 'branch', condition: opaque, then: [noise], otherwise: [], span }, false],
    ['a loop', { kind: 'loop', body: [real], span, waiting: false }, true],
    ['a loop that waits', { kind: 'loop', body: [real], span, waiting: true }, false],
    ['a call', { kind: 'call', name: 'f', body: [noise, real], span }, true],
    ['a call of noise', { kind: 'call', name: 'f', body: [noise], span }, false],
    ['a pipe', { kind: 'pipe', body: [real], span }, true],
  ])('%s', (_, step, has) => {
    expect(hasItems([step])).toBe(has);
  });
});
