import { describe, expect, test } from '@jest/globals';
import { oneLine, withoutNothing, withShortTests } from '../../src/shell/one-line.ts';
import { parseSource } from '../../src/shell/parse.ts';

const line = (text: string): string | undefined => oneLine(parseSource('x', text));

describe('a script in one line', () => {
  test.each([
    ['a list', 'a\nb; c', 'a; b; c'],
    ['comments', 'a # x\n# y\nb', 'a; b'],
    ['continuation', 'a \\\n   b', 'a b'],
    ['in the background', 'a &\nb', 'a & b'],
    ['in the background at the end', 'if a\nthen b &\nfi', 'if a; then b & fi'],
    ['if', 'if a\nthen\n  b\n  c\nelif d\nthen\n  e\nelse\n  f\nfi', 'if a; then b; c; elif d; then e; else f; fi'],
    ['if with one step', 'if a\nthen b\nfi\nc', 'a && b; c'],
    ['… the other way round', 'if ! a\nthen b\nfi\nc', 'a || b; c'],
    ['… at the end', 'if a\nthen b\nfi', 'if a; then b; fi'],
    ['… the other way round, at the end', 'if ! a\nthen b\nfi', 'a || b'],
    ['a negated test', 'if [ ! -x "$A" ]\nthen exit 5\nfi', '[ -x "$A" ] || exit 5'],
    ['… of two words', 'if test ! a = "${B}"\nthen b\nfi\nc', 'test a = "${B}" || b; c'],
    ['… of words that may be several', 'if [ ! -x $A ]\nthen b\nfi\nc', '[ ! -x $A ] && b; c'],
    ['… of one word', 'if [ ! "$A" ]\nthen b\nfi\nc', '[ ! "$A" ] && b; c'],
    ['… of more words', 'if [ ! -x /a -a -f /b ]\nthen b\nfi\nc', '[ ! -x /a -a -f /b ] && b; c'],
    ['… that compares numbers', 'if [ ! "$A" -eq 5 ]\nthen b\nfi\nc', '[ ! "$A" -eq 5 ] && b; c'],
    ['… with two sides', 'if [ ! -a /a ]\nthen b\nfi\nc', '[ ! -a /a ] && b; c'],
    ['… with a missing side', 'if [ ! = "$A" ]\nthen b\nfi\nc', '[ ! = "$A" ] && b; c'],
    ['what reads the status of the negation', 'if ! a\nthen b $?\nfi\nc', 'if ! a; then b $?; fi; c'],
    ['… on the other side', 'if ! a\nthen A=1\nelse b $?\nfi', 'if ! a; then A=1; else b $?; fi'],
    ['a value or another', 'if [ -z "$A" ]\nthen A=1\nelse A="-a $A"\nfi', '[ -z "$A" ] && A=1 || A="-a $A"'],
    ['… the other way round', 'if ! a\nthen b\nelse A=1\nfi', 'a && A=1 || b'],
    ['… that may fail', 'if a\nthen A=$(b)\nelse c\nfi', 'if a; then A=$(b); else c; fi'],
    ['… that ends the shell', 'if a\nthen A=${B?x}\nelse c\nfi', 'if a; then A=${B?x}; else c; fi'],
    ['… of a program', 'if a\nthen A=1 b\nelse c\nfi', 'if a; then A=1 b; else c; fi'],
    ['… that is asked', 'if a\nthen b\nfi\nc $?', 'if a; then b; fi; c $?'],
    ['… that the end asks', 'if a\nthen b\nfi\nexit', 'if a; then b; fi; exit'],
    ['… with a pipe', 'if a | b\nthen c\nfi\nd', 'if a | b; then c; fi; d'],
    ['case', 'case $a in\n  x|y)\n    b\n    c\n    ;;\n  *) ;;\nesac', 'case $a in x|y) b; c ;; *) ;; esac'],
    ['for', 'for a in b "$c"\ndo\n  d\ndone', 'for a in b "$c"; do d; done'],
    ['for all arguments', 'for a\ndo\n  d\ndone', 'for a; do d; done'],
    ['while', 'while a\n  b\ndo\n  c\ndone', 'while a; b; do c; done'],
    ['until', 'until a; do b; done', 'until a; do b; done'],
    ['groups', '{\n  a\n  b\n}\n(\n  c\n)', '{ a; b; }; ( c )'],
    ['a function', 'f()\n{\n  a\n}\nf', 'f() { a; }; f'],
    ['redirections', '{\n a\n} >/x 2>&1\nfor b in c; do d; done </y', '{ a; } >/x 2>&1; for b in c; do d; done </y'],
    ['pipes', '! a |\n b |& c', '! a | b |& c'],
    ['lists of tests', 'a &&\n  b ||\n  c', 'a && b || c'],
    ['[[ ]]', 'if [[ a =~ b ]]\nthen c\nfi\nd', '[[ a =~ b ]] && c; d'],
    ['nothing between', 'a\n:\nb', 'a; b'],
    ['nothing that is asked', 'a\n:\nb $?', 'a; :; b $?'],
    ['nothing at the end', 'a\n:', 'a; :'],
    ['a continued word in quotes', 'a "b \\\n  c"', 'a "b   c"'],
    ['a continued word', 'a b\\\nc', 'a bc'],
    ['a word that a backslash ends', 'a b\\\n  -c', 'a b -c'],
    ['an escaped backslash', 'a "\\\\" \\\n  b', 'a "\\\\" b'],
    ['a list in a substitution', 'a "$(b\n c \\\n  d)"', 'a "$(b; c d)"'],
    ['a group in a substitution', 'a $((b)\n)', 'a $( ( b ) )'],
    ['a continued line in backquotes', "a `b 'c' \\\n d`", "a `b 'c'  d`"],
    ['a substitution in the words of a loop', 'for a in $(b \\\n c)\ndo\n  d\ndone', 'for a in $(b c); do d; done'],
    ['only what else', 'if a\nthen :\nelse b\nfi', 'a || b'],
    [
      'only what else, behind several',
      'if a || ! b\nthen :\nelif [ c ]\nthen :\nelse d; e\nfi',
      'a || ! b || [ c ] || { d; e; }',
    ],
    ['only what else, behind all of several', 'if a && b\nthen :\nelse c\nfi', '{ a && b; } || c'],
    ['not behind a pipe', 'if a | b\nthen :\nelse c\nfi', 'if a | b; then :; else c; fi'],
  ])('%s', (_shows, text, expected) => expect(line(text)).toBe(expected));

  test.each([
    ['a here-document', 'a <<E\nb\nE'],
    ['a newline in quotes', "a 'b\nc'"],
    ['a continued text in quotes', "a 'b \\\n c'"],
    ['a newline in double quotes', 'a "b\nc"'],
    ['quotes of both kinds in continued backquotes', "a `b \"it's\" \\\n 'c'`"],
    ['a here-document in a substitution', 'a $(b <<E\nc\nE\n)'],
    ['a here-document behind a loop', 'while a; do b; done <<E\nc\nE'],
  ])('not %s', (_shows, text) => expect(line(text)).toBeUndefined());
});

describe('a script whose tests of one command are one line each', () => {
  test.each([
    [
      'in a function',
      'f() {\n  if [ ! -x /a ]; then\n    return 5\n  fi\n  b\n}',
      'f() {\n  [ -x /a ] || return 5\n  b\n}',
    ],
    [
      'not at the end, which tells',
      'f() {\n  if [ -x /a ]; then\n    b\n  fi\n}',
      'f() {\n  if [ -x /a ]; then\n    b\n  fi\n}',
    ],
    ['the inner one', 'if a; then\n  if ! b; then\n    c\n  fi\n  d\nfi', 'if a; then\n  b || c\n  d\nfi'],
    ['not with a comment', 'if ! a; then\n  b # c\nfi', 'if ! a; then\n  b # c\nfi'],
    ['not in the background', 'if ! a; then\n  b\nfi &', 'if ! a; then\n  b\nfi &'],
    ['not with a redirection', 'if ! a; then\n  b\nfi >/c', 'if ! a; then\n  b\nfi >/c'],
    ['not in a pipe', 'if ! a; then\n  b\nfi | c', 'if ! a; then\n  b\nfi | c'],
    [
      'not wider than a reader’s window',
      `if ! a; then\n  ${'b'.repeat(120)}\nfi`,
      `if ! a; then\n  ${'b'.repeat(120)}\nfi`,
    ],
  ])('%s', (_shows, text, expected) => expect(withShortTests(parseSource('x', text))).toBe(expected));
});

test('lines that say nothing go, wherever they stand', () => {
  const text = ':\nif a; then\n  :\n  b\nfi\n:\n{\n  e\n}\nif c; then\n  :\nfi\n:\nd $?\n:';
  expect(withoutNothing(parseSource('x', text))).toBe(
    'if a; then\n  b\nfi\n{\n  e\n}\nif c; then\n  :\nfi\n:\nd $?\n:',
  );
});
