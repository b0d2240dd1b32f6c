import { expect, test } from '@jest/globals';
import { presetFile } from '../../src/plan/preset.ts';

test('a preset says what was on and what was off, in the order of names, and nothing of units without [Install]', () => {
  const [file] = presetFile([
    { name: 'b\\x20c.service', state: 'enabled' },
    { name: 'acmed.service', state: 'disabled' },
    { name: 'part.service', state: 'static' },
  ]);
  expect(file?.path).toBe('root/etc/systemd/system-preset/50-sysv2systemd.preset');
  expect(file?.content.split('\n').slice(1)).toEqual(['disable acmed.service', 'enable b\\x20c.service', '']);
  expect(presetFile([{ name: 'part.service', state: 'static' }])).toEqual([]);
});
