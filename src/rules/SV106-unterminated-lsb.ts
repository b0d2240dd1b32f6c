import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV106',
  name: 'unterminated-lsb',
  severity: 'low',
  category: 'input',
  effort: { level: 'minutes', because: 'order and enablement are compared with the rc links' },
  needs: ['lsb-header'],
  params: [],
  what: () => 'the LSB header has no "### END INIT INFO" line',
  why: "insserv ignores such a header altogether, chkconfig reads on to the end of the file, and systemd's generator takes any later comment for a part of it.",
  todo: () => 'Check order and enablement of the unit against the rc links of the old host.',
  examples: [
    {
      script: initScript({
        header: '### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: 3 5\n# Short-Description: Acme daemon',
      }),
      reported: true,
    },
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: false,
    },
  ],
};

export default rule;
