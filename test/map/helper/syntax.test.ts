import { expect, test } from '@jest/globals';
import { syntaxProblems } from '../../../src/map/helper/syntax.ts';
import type { OutputFile } from '../../../src/model/service.ts';

const file = (kind: OutputFile['kind'], content: string): OutputFile => ({
  kind,
  path: '/usr/libexec/acme/acmed-start',
  mode: 0o755,
  content,
  evidence: [],
  reason: 'residue',
});

test('a helper that no shell can read is a problem, and no other file is', () => {
  expect(syntaxProblems([file('helper', '#!/bin/sh\necho fine\n')])).toEqual([]);
  expect(syntaxProblems([file('helper', 'if true; then\n')])).toEqual([expect.stringMatching(/^acmed-start: /)]);
  expect(syntaxProblems([file('action', 'echo "\n')])).toHaveLength(1);
  expect(syntaxProblems([file('tmpfiles', 'd /run/acme "\n')])).toEqual([]);
});
