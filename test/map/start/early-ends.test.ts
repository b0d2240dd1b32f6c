import { describe, expect, test } from '@jest/globals';
import { timelineOf } from '../../../src/map/timeline/timeline.ts';
import { run } from '../../interpret/harness.ts';
import { timeline } from '../timeline/timeline-lines.ts';

const A = 'exec: /usr/sbin/a';
const B = 'exec: /usr/sbin/b';

describe('gates', () => {
  test.each<[string, string, readonly string[]]>([
    ['a test that must hold', '[ -x /a ] || exit 5\n/usr/sbin/a', ['gate 0- executable /a skip 5', A]],
    ['a test that must not', '[ -e /a ] && exit 0\n/usr/sbin/a', ['gate 0- not exists /a skip 0', A]],
    [
      'an if that ends the script in its then',
      'if [ ! -f /a ]; then\necho none\nexit 6\nfi\n/usr/sbin/a',
      ['gate 0- file /a skip 6', A],
    ],
    ['… in its else', 'if [ -f /a ]; then\n/usr/sbin/a\nelse\nexit 6\nfi', ['gate 0- file /a run 6', A]],
    [
      'it guards what follows only',
      '/usr/sbin/b\n[ -x /a ] || exit 5\n/usr/sbin/a',
      ['gate 1- executable /a skip 5', B, A],
    ],
    ['a status that only the run knows', '[ -x /a ] || exit $X\n/usr/sbin/a', ['gate 0- executable /a skip ?', A]],
    [
      'a return frees what follows the function',
      'f() {\n[ -x /a ] || return 5\n/usr/sbin/a\n}\nf\n/usr/sbin/b',
      ['gate 0-1 executable /a skip 5', A, B],
    ],
    [
      'an exit in a function does not',
      'f() {\n[ -x /a ] || exit 5\n/usr/sbin/a\n}\nf\n/usr/sbin/b',
      ['gate 0- executable /a skip 5', A, B],
    ],
    [
      'a return that an exit follows at the end of the function',
      'f() {\n[ -x /a ] && return 0\necho no\nexit 6\n}\nf\n/usr/sbin/b',
      ['gate 0- executable /a run 6', B],
    ],
    [
      'an exit in a subshell leaves the subshell',
      '[ -r /a ] && ( /usr/sbin/b; exit 0 )\n/usr/sbin/a',
      [`if readable /a: ${B}`, A],
    ],
    [
      'a return ends at its own function',
      'f() {\n[ -x /a ] || return 5\n/usr/sbin/a\n}\ng() { f; /usr/sbin/b; }\ng\n/usr/sbin/b',
      ['gate 0-1 executable /a skip 5', A, B, B],
    ],
    [
      'a function that is called on the way changes nothing',
      'g() { /usr/sbin/b; }\nf() {\n[ -x /a ] || return 5\ng\n/usr/sbin/a\n}\nf',
      ['gate 0-2 executable /a skip 5', B, A],
    ],
    [
      'a function that ends the script',
      'die() { echo "$1"; exit 5; }\n[ -x /a ] || die none\n/usr/sbin/a',
      ['gate 0- executable /a skip 5', A],
    ],
  ])('%s', (_, script, lines) => {
    expect(timeline(script)).toEqual(lines);
  });
});

describe('ends behind a test', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'it acts before it ends',
      'if [ ! -x /a ]; then\n/usr/sbin/b\nexit 5\nfi\n/usr/sbin/a',
      [`if not executable /a: ${B}`, `if executable /a: ${A}`],
    ],
    [
      '… in its else',
      'if [ -x /a ]; then\n/usr/sbin/a\nelse\n/usr/sbin/b\nexit 5\nfi',
      [`if executable /a: ${A}`, `if not executable /a: ${B}`],
    ],
    [
      '… and something follows',
      'if [ -x /a ]; then\n/usr/sbin/a\nelse\n/usr/sbin/b\nexit 5\nfi\n/usr/sbin/b',
      [`if executable /a: ${A}`, `if not executable /a: ${B}`, `if executable /a: ${B}`],
    ],
    [
      'behind another test',
      'if [ -e /b ]; then\n[ -x /a ] || exit 5\n/usr/sbin/b\nfi\n/usr/sbin/a',
      ['gate 1- (not exists /b or executable /a) skip 5', `if exists /b: if executable /a: ${B}`, A],
    ],
    [
      'behind two others',
      'if [ -e /b ]; then\nif [ -e /c ]; then\n[ -x /a ] || exit 5\nfi\n/usr/sbin/b\nfi\n/usr/sbin/a',
      [
        'gate 1- (not exists /b or (not exists /c or executable /a)) skip 5',
        `if exists /b: if (not exists /c or executable /a): ${B}`,
        A,
      ],
    ],
    [
      'it acts behind another test',
      'if [ -e /b ]; then\n[ -x /a ] || { /usr/sbin/b; exit 5; }\nfi\n/usr/sbin/a',
      [`if exists /b: if not executable /a: ${B}`, `if (not exists /b or executable /a): ${A}`],
    ],
    [
      'in a loop',
      '/usr/sbin/b\nfor f in /srv/*; do [ -x /a ] || exit 5; /usr/sbin/b; done\n/usr/sbin/a',
      ['gate 2- (not <loop> or executable /a) skip 5', B, `if <loop>: if executable /a: (loop) ${B}`, A],
    ],
    [
      'in a function',
      'f() {\nif [ -e /b ]; then /usr/sbin/b; return 1; fi\n/usr/sbin/a\n}\nf\n/usr/sbin/b',
      [`if exists /b: ${B}`, `if not exists /b: ${A}`, B],
    ],
    [
      '… an exit goes further',
      'f() {\nif [ -e /b ]; then /usr/sbin/b; exit 1; fi\n/usr/sbin/a\n}\nf\n/usr/sbin/b',
      [`if exists /b: ${B}`, `if not exists /b: ${A}`, `if not exists /b: ${B}`],
    ],
    [
      'a shell of its own',
      'ls /srv | while read f; do [ -x /a ] || exit 5; /usr/sbin/b; done\n/usr/sbin/a',
      [`if <loop>: if executable /a: (loop) ${B}`, A],
    ],
  ])('%s', (_, script, lines) => {
    expect(timeline(script)).toEqual(lines);
  });
});

test('a guard tells what a helper needs to end there', () => {
  const { items } = timelineOf(run('if [ -e /b ]; then\n/usr/sbin/b\nexit 5\nfi\n/usr/sbin/a').steps);
  expect(items.map(item => item.guards.map(({ goesOn, code, end }) => [goesOn, code, end !== undefined]))).toEqual([
    [['run', undefined, false]],
    [['skip', 5, true]],
  ]);
});
