import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { convertSamples, goldenText } from './samples.ts';

const FOLDER = fileURLToPath(new URL('golden', import.meta.url));
const UPDATE = process.env.UPDATE_GOLDEN === '1';

/** Reviewed by eye before they are committed: `UPDATE_GOLDEN=1 npm test -- test/golden.test.ts`, then read the diff. */
describe.each(['rhel7', 'debian12'])('samples for %s', target => {
  const folder = join(FOLDER, target);
  const services = convertSamples(target);
  if (UPDATE) mkdirSync(folder, { recursive: true });

  test.each(services.map(service => [service.name, service] as const))('%s', (name, service) => {
    const file = join(folder, `${name}.txt`);
    const text = goldenText(service);
    if (UPDATE) writeFileSync(file, text);
    expect(existsSync(file)).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test('no golden file is left over', () => {
    expect(readdirSync(folder).sort()).toEqual(services.map(service => `${service.name}.txt`).sort());
  });
});
