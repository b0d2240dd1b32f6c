import { describe, expect, test } from '@jest/globals';
import { markdownCode, markdownFence, markdownText, visible, visibleLine } from '../../src/report/escape.ts';

describe('visible', () => {
  test.each([
    ['colour', '\u001b[31mred', '\\u{1b}[31mred'],
    ['bell and backspace', 'a\u0007\b', 'a\\u{7}\\u{8}'],
    ['bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['zero width', 'a\u200bb', 'a\\u{200b}b'],
    ['line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['C1 control', '\u009b2J', '\\u{9b}2J'],
    ['tag characters', '\u{e0041}', '\\u{e0041}'],
    ['lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['carriage return', 'ok\rno', 'ok\\u{d}no'],
    ['nothing else', 'Dämon 日本 😀\n\tx', 'Dämon 日本 😀\n\tx'],
  ])('%s', (_, text, shown) => expect(visible(text)).toBe(shown));

  test('on one line', () => expect(visibleLine('a\n  b\tc\r\nd')).toBe('a b c d'));
});

describe('markdownText', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['a\nb', 'a b'],
    ['*x* _y_ `z`', '\\*x\\* \\_y\\_ \\`z\\`'],
    ['[x](javascript:1)', '\\[x\\]\\(javascript:1\\)'],
    ['<script>', '\\<script\\>'],
    ['&lt;', '\\&lt;'],
    ['https://example.com', 'https&#58;//example.com'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['a\\', 'a\\\\'],
  ])('%j', (text, escaped) => expect(markdownText(text)).toBe(escaped));
});

describe('markdownCode', () => {
  test.each([
    ['ls -l', '`ls -l`'],
    ['a`b``c', '```a`b``c```'],
    ['`x`', '`` `x` ``'],
    ['', '*empty*'],
    ['a | <b>', '<code>a &#124; &#60;b&#62;</code>'],
    ['a\nb', '`a b`'],
  ])('%j', (text, escaped) => expect(markdownCode(text)).toBe(escaped));
});

test('a fence is longer than what it holds', () => {
  expect(markdownFence('```\n````\n', 'sh')).toBe('`````sh\n```\n````\n`````');
});
