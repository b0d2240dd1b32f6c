import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV306',
  name: 'cycle',
  severity: 'high',
  category: 'ordering',
  confidence: 'proved',
  effort: { level: 'hour', because: 'one edge of the circle has to be given up and the boot tried' },
  needs: ['unit', 'batch'],
  params: ['cycle'],
  what: p => `the order goes round in a circle: ${p.cycle}`,
  why: 'systemd breaks a circle at boot by not starting one of its units, and which one is not said beforehand.',
  todo: () => 'Remove one After= or Before= of the circle.',
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: acme-db\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      others: {
        'acme-db': initScript({
          header:
            '### BEGIN INIT INFO\n# Provides: acme-db\n# Required-Start: acmed\n# Default-Start: 3 5\n# Short-Description: Acme database\n### END INIT INFO',
        }),
      },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
