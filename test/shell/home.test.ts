import { describe, expect, test } from '@jest/globals';
import { withRootHome } from '../../src/shell/home.ts';

describe('the home directory of root in the place of ~', () => {
  test.each([
    ['an argument', 'run ~/a ~', 'run /root/a /root'],
    ['a value', 'X=~/a\nexport Y=~root/b', 'X=/root/a\nexport Y=/root/b'],
    ['before a variable', 'run ~/$X', 'run /root/$X'],
    ['a redirection and a list', 'for i in ~/a; do run >~/b; done', 'for i in /root/a; do run >/root/b; done'],
    ['in a substitution', 'X=$(cat ~/a)', 'X=$(cat /root/a)'],
  ])('%s', (_, text, expected) => {
    expect(withRootHome('/x', text)).toBe(expected);
  });

  test.each([
    ['text for the shell of another user', 'su acme -c "run ~/a"'],
    ['a pattern of awk', "awk '$4 ~/x/ { print }' /etc/fstab"],
    ['a regular expression', '[[ $a =~ ^x ]]'],
    ['the home of another user', 'run ~acme/a'],
    ['a name behind it', 'run ~"$X"'],
    ['a home that the script sets', 'HOME=/srv\nrun ~/a'],
    ['text that is no shell', 'if ~/a'],
  ])('not for %s', (_, text) => {
    expect(withRootHome('/x', text)).toBe(text);
  });
});
