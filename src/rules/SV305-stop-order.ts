import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV305',
  name: 'stop-order',
  severity: 'low',
  category: 'ordering',
  effort: { level: 'minutes', because: 'one order at shutdown is thought over' },
  needs: ['unit', 'chkconfig-header'],
  params: ['stop', 'expected'],
  what: p =>
    `stop priority ${p.stop} is not the reverse of the start order (which would be ${p.expected}): systemd stops in reverse order`,
  why: 'A unit has one order; its reverse is used at shutdown. A service that had to stop earlier or later than that cannot say so.',
  todo: () => 'If the order at shutdown matters, look for After= and Before= that are right for both.',
  examples: [
    { script: initScript({ header: '# chkconfig: 345 85 99\n# description: Acme daemon' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
