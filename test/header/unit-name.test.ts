import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unitName, unitStem } from '../../src/header/unit-name.ts';

test.each([
  ['acmed', 'acmed.service'],
  ['acmed.sh', 'acmed.service'],
  ['acmed.sh.sh', 'acmed.sh.service'],
  ['.sh', '\\x2esh.service'],
  ['acme-db', 'acme-db.service'],
  ['acme_db:1', 'acme_db:1.service'],
  ['acme.d', 'acme.d.service'],
  ['acme.service', 'acme.service'],
  ['acme.socket', 'acme.socket.service'],
  ['acme daemon', 'acme\\x20daemon.service'],
  ['acme+', 'acme\\x2b.service'],
  ['acme@1', 'acme\\x401.service'],
  ['acm\u00e9', 'acm\\xc3\\xa9.service'],
  ['a\\b', 'a\\x5cb.service'],
  ['a/b', 'a\\x2fb.service'],
])('%s', (name, unit) => {
  expect(unitName(name)).toBe(unit);
});

test('names are valid and stay apart', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter(text => !text.endsWith('.sh'));
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(unitStem(a)).toMatch(/^[A-Za-z0-9:_\\-][A-Za-z0-9:_.\\-]*$/);
      if (a !== b) expect(unitStem(a)).not.toBe(unitStem(b));
    }),
  );
});
