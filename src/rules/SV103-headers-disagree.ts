import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchLinks } from './search.ts';

const rule: Rule = {
  code: 'SV103',
  name: 'headers-disagree',
  severity: 'low',
  category: 'input',
  effort: { level: 'minutes', because: 'the rc links of the old host tell which header is right' },
  needs: ['chkconfig-header', 'lsb-header'],
  identity: ['field'],
  params: ['field', 'chkconfig', 'lsb', 'used'],
  what: p =>
    `chkconfig and LSB header disagree on the ${p.field}: "${p.chkconfig}" and "${p.lsb}"; the unit follows "${p.used}"`,
  why: 'Which of the two counted depended on the distribution and on their order in the file, so the old host may have done either.',
  todo: () => 'Compare with the rc links of the old host and correct the unit where they differ.',
  command: (_, service) => searchLinks(service),
  examples: [
    {
      script: initScript({
        header:
          '# chkconfig: 35 85 15\n# description: Acme daemon\n### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: 2 3 4 5\n# Default-Stop: 0 1 6\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: true,
    },
    {
      script: initScript({
        header:
          '# chkconfig: 2345 85 15\n# description: Acme daemon\n### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: 2 3 4 5\n# Default-Stop: 0 1 6\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: false,
    },
  ],
};

export default rule;
