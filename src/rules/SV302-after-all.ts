import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV302',
  name: 'after-all',
  severity: 'medium',
  category: 'ordering',
  effort: { level: 'hour', because: 'what must be up before has to be found out' },
  needs: ['unit', 'lsb-header'],
  params: [],
  what: () => '"$all" asks to start after everything else, which a unit cannot say',
  why: 'A unit of multi-user.target cannot also be ordered after it. Type=idle delays a start by five seconds at most and orders nothing.',
  todo: () => 'Name the units that must be up before this one in After=.',
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: $all\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
