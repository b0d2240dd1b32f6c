import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchCalls } from './search.ts';

const rule: Rule = {
  code: 'SV216',
  name: 'status-codes',
  severity: 'info',
  category: 'actions',
  effort: { level: 'none', because: 'systemctl answers what most checks ask' },
  params: ['codes'],
  what: p => `status had exit codes that systemctl does not give: ${p.codes}`,
  why: 'systemctl status returns 0 for a running service, 3 for one that is not, and 4 for no such unit. Cluster managers, Nagios checks and Puppet providers read these numbers.',
  todo: () => 'Let such checks use "systemctl is-active", or call the kept status command.',
  command: (_, service) => searchCalls(service, 'status'),
  examples: [
    {
      script: initScript().replace('status -p /var/run/acmed.pid acmed', '/usr/sbin/acmectl ping || exit 7; exit 0'),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
