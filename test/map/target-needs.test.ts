import { expect, test } from '@jest/globals';
import { type Has, targetNotes } from '../../src/map/target-needs.ts';
import { parseUnit } from '../../src/unit/parse.ts';
import { targetOf } from '../rules/run-example.ts';

const unit = parseUnit(
  'acmed.service',
  '[Service]\nUser=acme\nExecStartPre=/usr/libexec/x/prepare\nExecStart=/usr/sbin/acmed\n',
);
const helper = {
  path: '/usr/libexec/x/prepare',
  mode: 0o755,
  content: '',
  kind: 'helper',
  evidence: [],
  reason: '',
} as const;
const codes = (has: Has, missing: readonly string[] = []) =>
  targetNotes(unit, [helper], targetOf('rhel9'), { has, missingFor: () => missing }).map(
    ({ code, params }) => `${code} ${params.name ?? params.unit}`,
  );

test('what is missing is named, but not what comes along', () => {
  expect(codes(() => false)).toEqual(['SV431 acme', 'SV433 /usr/sbin/acmed']);
});

test('a unit of the target is in the way', () => {
  expect(codes(() => true)).toEqual(['SV435 acmed.service']);
});

test('what nobody can tell is no finding', () => {
  expect(codes(() => undefined)).toEqual([]);
});

test('libraries are those of programs of the unit, not of its own helpers', () => {
  expect(codes(() => undefined, ['libacme.so.1'])).toEqual(['SV438 libacme.so.1']);
});
