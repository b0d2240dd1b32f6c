import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV426',
  name: 'newer-directive',
  severity: 'info',
  category: 'advice',
  effort: { level: 'none', because: 'advice for a later release' },
  identity: ['directive'],
  params: ['directive', 'version', 'instead'],
  what: p => `systemd ${p.version} has ${p.directive} for this; for the target it is ${p.instead}`,
  why: "The unit holds nothing that the target's systemd does not know. A later release says the same in a shorter way.",
  todo: () => 'Convert again with a newer --target when the host is upgraded.',
  examples: [
    { script: initScript({ start: '/usr/sbin/acmed >> /var/log/acmed.log 2>&1 &' }), target: 'rhel7', reported: true },
    {
      script: initScript({ start: '/usr/sbin/acmed >> /var/log/acmed.log 2>&1 &' }),
      target: 'debian12',
      reported: false,
    },
  ],
};

export default rule;
