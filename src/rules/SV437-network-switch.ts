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
  optional: ['kept'],
  what: p =>
    p.kept
      ? `with NETWORKING=no in /etc/sysconfig/network ${p.kept}${p.kept === 'the start fails' ? ', where the script ended silently' : ', as before'}`
      : '$NETWORKING of /etc/sysconfig/network is taken as "yes": the unit starts whatever the file says',
  why: 'The file belongs to the old network scripts. systemd orders the unit after the network and knows no switch that turns all of it off.',
  todo: p =>
    p.kept
      ? 'Remove the test from the unit where the file is not used to turn all of the network off.'
      : 'On a host with NETWORKING=no leave the unit disabled.',
  examples: [
    {
      script: initScript({ top: '. /etc/sysconfig/network\n[ ${NETWORKING} = "no" ] && exit 0' }),
      reported: true,
    },
    { script: initScript({ top: '. /etc/sysconfig/network' }), reported: false },
  ],
};

export default rule;
