import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV437',
  name: 'network-switch',
  severity: 'low',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'none', because: 'hosts without a network are rare' },
  needs: ['unit'],
  params: [],
  what: () => '$NETWORKING of /etc/sysconfig/network is taken as "yes": the unit starts whatever the file says',
  why: 'The file belongs to the old network scripts. systemd orders the unit after the network and knows no switch that turns all of it off.',
  todo: () => 'On a host with NETWORKING=no leave the unit disabled.',
  examples: [
    {
      script: initScript({ top: '. /etc/sysconfig/network\n[ ${NETWORKING} = "no" ] && exit 0' }),
      reported: true,
    },
    { script: initScript({ top: '. /etc/sysconfig/network' }), reported: false },
  ],
};

export default rule;
