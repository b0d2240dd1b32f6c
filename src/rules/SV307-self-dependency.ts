import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV307',
  name: 'self-dependency',
  severity: 'low',
  category: 'ordering',
  confidence: 'proved',
  effort: { level: 'none', because: 'the old init dropped it as well' },
  identity: ['name'],
  params: ['name'],
  what: p => `the header makes the service depend on itself ("${p.name}"): dropped`,
  why: 'A unit that is ordered after itself is an error for systemd.',
  todo: () => 'Nothing, unless another service was meant.',
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: acmed\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
