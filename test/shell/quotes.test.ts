import { describe, expect, test } from '@jest/globals';
import { outsideSingleQuotes } from '../../src/shell/quotes.ts';

const named = (text: string): string => outsideSingleQuotes(text, piece => piece.replaceAll('$0', 'ME'));

describe('only what the shell expands is changed', () => {
  test.each([
    ['run $0', 'run ME'],
    ["awk '{ print $0 }' $0", "awk '{ print $0 }' ME"],
    [`echo "it's $0"`, `echo "it's ME"`],
    [`key="$(awk '{ print $0 }' "$0")"; a $0`, `key="$(awk '{ print $0 }' "ME")"; a ME`],
    [`x=$(a (b) '$0') $0`, `x=$(a (b) '$0') ME`],
    ["key=`awk '{ print $0 }'`; a $0", "key=`awk '{ print $0 }'`; a ME"],
    [`"$(echo ")" '$0')" '$0' $0`, `"$(echo ")" '$0')" '$0' ME`],
    [String.raw`$'it\'s $0' $0`, String.raw`$'it\'s $0' ME`],
    [String.raw`it\'s $0`, String.raw`it\'s ME`],
    ["open '$0", "open '$0"],
  ])('%s', (text, changed) => {
    expect(named(text)).toBe(changed);
  });
});
