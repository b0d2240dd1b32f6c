import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV301',
  name: 'unknown-facility',
  severity: 'low',
  category: 'ordering',
  effort: { level: 'minutes', because: 'one name is looked up and perhaps one After= added' },
  needs: ['unit', 'lsb-header'],
  identity: ['facility'],
  params: ['facility'],
  what: p => `no target stands for the facility ${p.facility}: the order it asked for is not in the unit`,
  why: 'Only the facilities of the LSB have targets. A name that nothing provides was ignored by the old init as well, unless a local file defined it.',
  todo: p => `If ${p.facility} is provided by another script, write After= with the name of its unit.`,
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: $acme-grid\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: true,
    },
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: $network\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: false,
    },
  ],
};

export default rule;
