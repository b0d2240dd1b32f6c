import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEnvironmentFile } from '../../src/unit/environment-file.ts';
import { TARGETS, target } from './helpers.ts';

const read = (text: string, name: string): Record<string, string> =>
  Object.fromEntries(parseEnvironmentFile(text, target(name)).values);

describe('parseEnvironmentFile', () => {
  test.each<[string, Record<string, string>]>([
    ['# c\n; d\nA=b', { A: 'b' }],
    ['A=b # text', { A: 'b # text' }],
    ['A="b" # text', { A: 'b# text' }],
    ['A=b c  \t\nB=1', { A: 'b c', B: '1' }],
    ['A=b; B=c', { A: 'b; B=c' }],
    ['  A = b', { A: 'b' }],
    ['export A=b', {}],
    ['A=${B:-x}$(cmd)`x`~*', { A: '${B:-x}$(cmd)`x`~*' }],
    [`A='x'y"z"`, { A: 'xy"z"' }],
    [`A="x" "y"`, { A: 'xy' }],
    [`A=x'y z'`, { A: `x'y z'` }],
    ['A=a\\b', { A: 'ab' }],
    ['A=a\\\nb', { A: 'ab' }],
    ['A="a\\\nb"', { A: 'ab' }],
    ['A="a\\"b"', { A: 'a"b' }],
    ['A="x"\r\nB=y\r\n', { A: 'x', B: 'y' }],
    ['A+=b\nA[0]=b\n1A=b\nA.B=c\nA-B=c', {}],
    ['A=(1 2)', { A: '(1 2)' }],
    ['if true; then\nulimit -n 1\nA=1\nfi', { A: '1' }],
    ['[ -z "$A" ] && A=b', {}],
    ['A=1\nA=2', { A: '2' }],
    ['A=\nB=""', { A: '', B: '' }],
    ['A=b\\ ', { A: 'b ' }],
    ['A="b ', { A: 'b ' }],
    ['', {}],
  ])('%j on every version', (text, expected) => {
    for (const name of TARGETS) expect(read(text, name)).toEqual(expected);
  });

  test.each<[string, string, Record<string, string>]>([
    [`A='a\\b'`, 'rhel8', { A: 'ab' }],
    [`A='a\\b'`, 'debian11', { A: 'a\\b' }],
    ['A="a\\b"', 'rhel8', { A: 'ab' }],
    ['A="a\\b"', 'debian11', { A: 'a\\b' }],
    ['A="a\\$b\\`"', 'debian11', { A: 'a$b`' }],
    [`A='a\\\nb'`, 'rhel8', { A: 'ab' }],
    [`A='a\\\nb'`, 'debian11', { A: 'a\\\nb' }],
    ['A="a\nb"', 'rhel7', {}],
    ['A="a\nb"', 'rhel8', { A: 'a\nb' }],
    ['# c \\\nA=b\nB=c', 'debian12', { B: 'c' }],
    ['# c \\\nA=b\nB=c', 'rhel10', { A: 'b', B: 'c' }],
    ['A=1\nA="a\nb"', 'rhel7', {}],
  ])('%j on %s', (text, name, expected) => {
    expect(read(text, name)).toEqual(expected);
  });

  test('dropped lines are named', () => {
    const text = '# c \\\nZ=1\nA=1\nulimit -n 5\nexport B=2\nC="x\ny"\nend';
    expect(parseEnvironmentFile(text, target('rhel7')).dropped).toEqual([
      { line: 2, text: 'Z=1', reason: expect.stringContaining('comment') },
      { line: 4, text: 'ulimit -n 5', reason: expect.stringContaining("no '='") },
      { line: 5, text: 'export B=2', reason: expect.stringContaining('variable name') },
      { line: 6, text: 'C="x', reason: expect.stringContaining('newline') },
      { line: 8, text: 'end', reason: expect.stringContaining("no '='") },
    ]);
  });

  test('plain values come back on every version', () => {
    const value = fc.string({ unit: fc.constantFrom(...'ab1/.:=-_ $%#'), maxLength: 12 });
    for (const name of TARGETS)
      fc.assert(fc.property(value, text => expect(read(`A="${text}"\n`, name)).toEqual({ A: text })));
  });

  test('no text makes it fail', () => {
    for (const name of TARGETS)
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom(...'A=\n\r\\"\'# ;b'), maxLength: 30 }), text => {
          const { values } = parseEnvironmentFile(text, target(name));
          return [...values.keys()].every(key => /^\w+$/.test(key));
        }),
      );
  });
});
