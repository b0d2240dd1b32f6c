import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV410',
  name: 'core-limit',
  severity: 'info',
  category: 'advice',
  confidence: 'proved',
  effort: { level: 'none', because: 'it is what the init library did' },
  params: [],
  what: () => 'the init library set the soft core limit to 0: LimitCORE=0:infinity does the same',
  why: 'The daemon function of RHEL runs "ulimit -S -c 0" unless DAEMON_COREFILE_LIMIT says otherwise. systemd\'s own default differs from release to release.',
  todo: () => 'Remove the line to get core dumps as the target is set up for.',
  examples: [
    { script: initScript(), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
