import { describe, expect, test } from '@jest/globals';
import { withoutQuotes } from '../../src/shell/tidy.ts';

describe('without quotes and braces that change nothing', () => {
  test.each([
    ['a path', '"/usr/bin/a" -c \'/etc/a.conf\'', '/usr/bin/a -c /etc/a.conf'],
    ['a redirection', 'a >"/var/log/a"', 'a >/var/log/a'],
    ['an assignment', 'A="$B/c"; D=\'e\'', 'A=$B/c; D=e'],
    ['braces', 'a ${B} "${C}/d" ${E}-f', 'a $B "$C/d" $E-f'],
    ['a number', 'a "0" "2" >b', 'a 0 2 >b'],
    ['nothing that is assigned', 'A=""', 'A='],
    ['both', 'A="${B}/c"', 'A=$B/c'],
  ])('%s', (_shows, text, expected) => expect(withoutQuotes('x', text)).toBe(expected));

  test.each([
    ['a blank', 'a "b c"'],
    ['a pattern', 'a "*.b"'],
    ['nothing', 'a ""'],
    ['a variable, which splits', 'a "$B"'],
    ['a number before a redirection', 'a "2">b'],
    ['a word of the shell', '"if"'],
    ['an exported value, which splits', 'export A="$B"'],
    ['a text that is no variable', "A='$B'"],
    ['a status', 'A="$?"'],
    ['a default', 'A="${B:-c d}"'],
    ['a name that goes on', 'a ${B}c ${D}[e]'],
    ['an argument', 'a ${10}'],
    ['what the parser cannot place', 'a `b "/c" \\$d ${E}`'],
    ['a here-document', 'a <<E\n${B}\nE'],
    ['what cannot be read', 'if "/a"'],
  ])('not %s', (_shows, text) => expect(withoutQuotes('x', text)).toBe(text));
});
