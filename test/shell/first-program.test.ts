import { describe, expect, test } from '@jest/globals';
import { firstProgram } from '../../src/shell/first-program.ts';
import { parseSource } from '../../src/shell/parse.ts';

function runs(text: string): string | undefined {
  const source = parseSource('/etc/init.d/acmed', text);
  const found = firstProgram(source);
  return found && source.text.slice(found.pos, found.end);
}

describe('the first command that runs something', () => {
  test('is a program or a function of the main part', () => {
    expect(runs('#!/bin/sh\necho starting\n/usr/sbin/acmed -d\n')).toBe('/usr/sbin/acmed -d');
    expect(runs('#!/bin/bash\nstart() { acmed; }\ncase $1 in start) start ;; esac\n')).toBe('start');
    expect(runs('#!/bin/sh\n[ -x /bin/a ] || exit 0\n$DAEMON --now\n')).toBe('$DAEMON --now');
  });

  test('a library has none, nor have notes or a text that does not parse', () => {
    expect(runs('#!/bin/sh\nACME=1\nstart() { /usr/sbin/acmed; }\n')).toBeUndefined();
    expect(runs('These scripts start acmed\n')).toBeUndefined();
    expect(runs('#!/usr/bin/perl\nsystem("acmed");\n')).toBeUndefined();
    expect(runs('#!/bin/sh\nacmed\nif then fi\n')).toBeUndefined();
  });
});
