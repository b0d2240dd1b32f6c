import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSource } from '../../src/shell/parse.ts';
import { statementsOf } from '../../src/shell/statements.ts';

const statements = (text: string) => {
  const source = parseSource('acmed', text);
  expect(source.errors).toEqual([]);
  return statementsOf(source.ast).map(({ node, inFunctions }) =>
    [...inFunctions, source.text.slice(node.pos, node.end)].join(' > '),
  );
};

describe('what counts as a statement', () => {
  test.each([
    ['a simple command', 'foo bar', ['foo bar']],
    ['an assignment alone', 'X=1', ['X=1']],
    ['several assignments are one', 'X=1 Y=2', ['X=1 Y=2']],
    ['an assignment before a command is its part', 'X=1 foo', ['X=1 foo']],
    ['an array', 'X=(a b $(c))', ['X=(a b $(c))']],
    ['a redirection alone', '>foo', ['>foo']],
    ['[[ ]] is one, whatever it holds', '[[ -f a && ( b = c || -n $(d) ) ]]', ['[[ -f a && ( b = c || -n $(d) ) ]]']],
    ['(( )) is one', '(( x = 1 + 2 ))', ['(( x = 1 + 2 ))']],
    ['[ ] is a command', '[ -f a ] && b', ['[ -f a ]', 'b']],
    ['both sides of && and ||', 'a && b || c', ['a', 'b', 'c']],
    ['each part of a pipe', 'a | b |& c', ['a', 'b', 'c']],
    ['what is negated', '! a', ['a']],
    ['jobs in the background', 'a & b &', ['a', 'b']],
    ['subshells and groups', '(a; b); { c; }', ['a', 'b', 'c']],
    ['if with all its parts', 'if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['loops with their conditions', 'while a; do b; done; until c; do d; done', ['a', 'b', 'c', 'd']],
    ['for: the body, not the list', 'for x in a $(b); do c $x; done', ['c $x']],
    ['for with arithmetic: the body', 'for ((i = 0; i < 3; i++)); do a; done', ['a']],
    ['select', 'select x in a b; do c; done', ['c']],
    ['case: the bodies, not word and patterns', 'case $(a) in b|$(c)) d;; *) e; f;; esac', ['d', 'e', 'f']],
    ['what a redirected group holds', '{ a; b; } >c 2>$(d)', ['a', 'b']],
    ['no command inside words', 'a $(b) `c` "$(d)" ${e:-$(f)} <(g)', ['a $(b) `c` "$(d)" ${e:-$(f)} <(g)']],
    ['no command inside a here-document', 'a <<X\n$(b)\nX\nc', ['a <<X', 'c']],
    ['a here-string belongs to its command', 'a <<<"$(b)"', ['a <<<"$(b)"']],
    ['a coprocess', 'coproc a', ['a']],
    ['time', 'time a | b', ['a', 'b']],
    ['nothing in comments', '# a\n', []],
  ])('%s', (_, text, expected) => {
    expect(statements(text)).toEqual(expected);
  });
});

describe('functions', () => {
  test.each([
    ['f() { a; }', ['f > a']],
    ['function f { a; }', ['f > a']],
    ['function f() ( a )', ['f > a']],
    ['f() { a; g() { b; }; c; }; d', ['f > a', 'f > g > b', 'f > c', 'd']],
    ['f() { a; } >b', ['f > a']],
    ['if a; then f() { b; }; else f() { c; }; fi', ['a', 'f > b', 'f > c']],
    ['f() if a; then b; fi', ['f > a', 'f > b']],
  ])('%s', (text, expected) => {
    expect(statements(text)).toEqual(expected);
  });
});

/** Scripts by construction, with their statements in source order. */
const script: fc.Arbitrary<{ readonly text: string; readonly names: readonly string[] }> = fc.letrec<{
  one: { readonly text: string; readonly names: readonly string[] };
  list: { readonly text: string; readonly names: readonly string[] };
}>(tie => {
  const join =
    (...between: readonly string[]) =>
    (parts: readonly { readonly text: string; readonly names: readonly string[] }[]) => ({
      text: between[0] + parts.map((part, i) => part.text + (between[i + 1] ?? '')).join(''),
      names: parts.flatMap(part => part.names),
    });
  const list = tie('list');
  const one = tie('one');
  return {
    one: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .constantFrom('cmd', 'cmd "a b"', 'X=$(cmd; cmd)', '[[ -n $x ]]', '((x++))', 'cmd <<<y', 'cmd >"$(cmd)"')
        .map(name => ({ text: name, names: [name] })),
      fc.tuple(list, list).map(join('if ', '\nthen ', '\nfi')),
      fc.tuple(list, list).map(join('while ', '\ndo ', '\ndone')),
      fc.tuple(list).map(join('for x in $(cmd); do ', '\ndone')),
      fc.tuple(list, list).map(join('case $(cmd) in a) ', '\n;; b|c) ', '\n;; esac')),
      fc.tuple(list).map(join('{ ', '\n}')),
      fc.tuple(list).map(join('( ', '\n)')),
      fc.tuple(list).map(join('fun() { ', '\n}')),
    ),
    list: fc
      .tuple(one, fc.array(fc.tuple(fc.constantFrom('\n', '; ', ' && ', ' || ', ' | ', ' & '), one), { maxLength: 2 }))
      .map(([first, rest]) => ({
        text: first.text + rest.map(([operator, next]) => operator + next.text).join(''),
        names: [...first.names, ...rest.flatMap(([, next]) => next.names)],
      })),
  };
}).list;

describe('laws', () => {
  test('every statement that was put in is found, once, in its order', () => {
    fc.assert(
      fc.property(script, ({ text, names }) => {
        expect(statements(text).map(each => each.replace(/^(?:fun > )*/, ''))).toEqual(names);
      }),
    );
  });

  test('statements do not overlap, whatever the text', () => {
    const pieces = [
      'a',
      ' ',
      '\n',
      ';',
      '&&',
      '|',
      '"',
      "'",
      '$(',
      ')',
      '`',
      '{ ',
      '}',
      'if ',
      'then ',
      'fi',
      '<<X\n',
      '\\',
      '[[ ',
      '((',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), parts => {
        const text = parts.join('');
        const { ast, errors } = parseSource('acmed', text);
        const found = statementsOf(ast).map(({ node }) => [node.pos, node.end] as const);
        // The parser may step over the end of a text that it could not read; such a script is not converted.
        const last = errors.length > 0 ? Number.POSITIVE_INFINITY : text.length;
        for (const [pos, end] of found) expect(pos >= 0 && pos <= end && end <= last).toBe(true);
        for (const [i, [pos]] of found.entries()) expect(pos).toBeGreaterThanOrEqual(found[i - 1]?.[1] ?? 0);
      }),
    );
  });
});
