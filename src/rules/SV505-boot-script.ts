import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV505',
  name: 'boot-script',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'hour', because: 'a test host is rebooted' },
  params: ['target'],
  what: p => `the script runs early at boot (level S): the unit is ordered before ${p.target}`,
  why: 'At that time file systems may be missing and the network is. Default dependencies would order the unit after the very target that it is a part of.',
  todo: () => 'Test by a reboot; an error here can end in the emergency shell.',
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: S\n# Short-Description: Acme early setup\n### END INIT INFO',
        start: '/usr/sbin/acme-setup',
        stop: ':',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
