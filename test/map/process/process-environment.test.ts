import { expect, test } from '@jest/globals';
import { processDirectives } from '../../../src/map/process/process.ts';
import { INITIAL_PROCESS } from '../../../src/model/process.ts';
import { literal, setting, unknown, type Value } from '../../../src/model/word.ts';
import { mapInput } from '../harness.ts';

/** The directives of one exported variable; undefined where only a shell can make it. */
function environment(name: string, value: Value, login = false): readonly string[] | undefined {
  const process = { ...INITIAL_PROCESS, exported: new Map([[name, value]]) };
  const result = processDirectives(mapInput(''), process, login);
  return result.ok ? result.value.map(one => `${one.name}=${one.value}`) : undefined;
}

const inherited = (name: string): Value => unknown(`inherited $${name}`);
const joined = (...values: readonly Value[]): Value => ({ parts: values.flatMap(value => value.parts) });
const USUAL = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
test.each<[string, string, Value, readonly string[]]>([
  ['a word', 'HOME', literal('/srv'), ['Environment=HOME=/srv']],
  ['blanks', 'OPTS', literal('a b'), ['Environment="OPTS=a b"']],
  ['a percent sign', 'OPTS', literal('50%'), ['Environment=OPTS=50%%']],
  ['nothing', 'OPTS', literal(''), ['Environment=OPTS=']],
  ['a setting under its own name comes with the file', 'OPTS', setting('OPTS'), []],
  ['what the script got and passes on', 'LANG', inherited('LANG'), []],
  ['a usual path', 'PATH', literal(USUAL), []],
  ['a usual path with an empty part', 'PATH', literal('/sbin:'), []],
  ['a path with more', 'PATH', literal('/opt/acme/bin:/bin'), ['Environment=PATH=/opt/acme/bin:/bin']],
  [
    'a path that looks into /usr/local last',
    'PATH',
    literal('/sbin:/bin:/usr/local/bin'),
    ['Environment=PATH=/sbin:/bin:/usr/local/bin'],
  ],
  ['a path in the order of systemd', 'PATH', literal('/usr/local/bin:/bin'), []],
  ['usual folders before what was there', 'PATH', joined(literal('/sbin:'), inherited('PATH')), []],
  ['usual folders before what nobody knows', 'PATH', joined(literal('/sbin:'), unknown('`x`')), []],
  [
    'a folder before what was there',
    'PATH',
    joined(literal('/opt/acme/bin:'), inherited('PATH')),
    [`Environment=PATH=/opt/acme/bin:${USUAL}`],
  ],
])('%s', (_, name, value, expected) => {
  expect(environment(name, value)).toEqual(expected);
});

test.each<[string, string, Value]>([
  ['a setting under another name', 'OPTS', setting('OTHER')],
  ['a setting and more', 'OPTS', joined(setting('OPTS'), literal(' -x'))],
  ['a value of the run', 'OPTS', unknown('output of uname')],
  ['what the script got, and more', 'LANG', joined(inherited('LANG'), literal('.UTF-8'))],
  ['a folder before a path of the run', 'PATH', joined(literal('/opt/acme/bin:'), unknown('output of uname'))],
  ['a folder before a setting', 'PATH', joined(literal('/opt/acme/bin:'), setting('MORE'))],
  ['a newline before 239', 'OPTS', literal('a\nb')],
])('refused: %s', (_, name, value) => {
  expect(environment(name, value)).toBeUndefined();
});

test.each(['HOME', 'PATH'])('a login shell makes its own %s', name => {
  for (const value of [literal('/srv'), unknown('output of uname')]) expect(environment(name, value, true)).toEqual([]);
});
