import { describe, expect, test } from '@jest/globals';
import { oneLine } from '../../src/shell/one-line.ts';
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
