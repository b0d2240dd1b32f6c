import { expect, test } from '@jest/globals';
import { compareBytes } from '../../../src/map/validate/compare-bytes.ts';
import { parseUnit } from '../../../src/unit/parse.ts';

const unit = (line: string) => parseUnit('acmed.service', `[Service]\n${line}\n`);

test('letters beyond ASCII are other bytes in a unit, where a program sees them', () => {
  const lines = ['ExecStart=/opt/acme/bin/acmed --name Käse', 'Environment=NAME=Käse'];
  for (const line of lines) {
    expect(compareBytes(unit(line), 'ISO-8859-1')).toEqual([
      { field: 'argv', script: 'bytes in ISO-8859-1', unit: 'the same letters in UTF-8' },
    ]);
    expect(compareBytes(unit(line), 'UTF-8')).toEqual([]);
  }
  expect(compareBytes(unit('ExecStart=/opt/acme/bin/acmed --name cheese'), 'ISO-8859-1')).toEqual([]);
  expect(compareBytes(unit('SyslogIdentifier=Käse'), 'ISO-8859-1')).toEqual([]);
});
