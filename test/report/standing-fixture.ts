import type { Standing } from '../../src/report/standing.ts';

/** A baseline that knows one finding that is gone, and decisions in all their states. */
export const STANDING = {
  baseline: {
    sha256: 'b'.repeat(64),
    services: [{ name: 'gone', tier: 'wrapped' }],
    findings: [
      {
        service: 'gone',
        code: 'SV203',
        severity: 'high',
        category: 'process',
        confidence: 'proved',
        effort: 'day',
        fingerprint: '0123456789abcdef',
        message: 'the unit calls the original script: it is too odd',
        accepted: false,
      },
    ],
  },
  decisions: {
    sha256: 'd'.repeat(64),
    today: '2027-01-31',
    list: [
      decision({ code: 'SV201', until: '2027-06-30', reason: 'nobody calls it' }),
      decision({ code: 'SV410', until: '2027-01-30' }),
      decision({ code: 'SV110' }),
    ],
  },
} as const satisfies Standing;

function decision<T extends { readonly code: string }>(change: T) {
  return { service: 'acmed', acceptedBy: 'M. Meier', reason: 'as agreed', until: '2027-12-31', line: 3, ...change };
}
