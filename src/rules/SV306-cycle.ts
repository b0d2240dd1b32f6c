import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV306',
  name: 'cycle',
  severity: 'high',
  category: 'ordering',
  confidence: 'proved',
  effort: { level: 'hour', because: 'whether the right edge of the circle was given up has to be tried' },
  needs: ['unit', 'batch'],
  params: ['cycle', 'given'],
  what: p => `the order goes round in a circle: ${p.cycle}; ${p.given}`,
  why: 'systemd breaks a circle at boot by not starting one of its units, and which one is not said beforehand.',
  todo: () =>
    'Left out was what the old host did not keep to, or what its headers asked for least. See whether that is right.',
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: acmedb\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      others: {
        acmedb: initScript({
          header:
            '### BEGIN INIT INFO\n# Provides: acmedb\n# Required-Start: acmed\n# Default-Start: 3 5\n# Short-Description: Acme database\n### END INIT INFO',
        }),
      },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
