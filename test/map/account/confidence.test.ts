import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../src/base/finding.ts';
import { serviceConfidence } from '../../../src/map/account/confidence.ts';

const finding = (code: string, category: Finding['category'] = 'process') => ({ code, category });

describe('a service', () => {
  test('is proved only where the check found it equal', () => {
    const mapped = { confidence: 'proved' } as const;
    expect(serviceConfidence(mapped, [], [])).toBe('proved');
    expect(serviceConfidence(mapped, [], undefined)).toBe('inferred');
    expect(serviceConfidence(mapped, [], [{ field: 'argv' }])).toBe('assumed');
  });

  test('is never surer than the pass that was the least sure of it', () => {
    expect(serviceConfidence({ confidence: 'inferred' }, [], [])).toBe('inferred');
    expect(serviceConfidence({ confidence: 'assumed' }, [], undefined)).toBe('assumed');
  });

  test('is inferred where a part of the text was not understood, and assumed where something is lost', () => {
    const mapped = { confidence: 'proved' } as const;
    expect(serviceConfidence(mapped, [finding('SV401')], [])).toBe('proved');
    expect(serviceConfidence(mapped, [finding('SV901')], [])).toBe('inferred');
    expect(serviceConfidence(mapped, [finding('SV901'), finding('SV204', 'lost')], [])).toBe('assumed');
  });
});
