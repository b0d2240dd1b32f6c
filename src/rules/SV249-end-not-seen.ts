import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV249',
  name: 'end-not-seen',
  severity: 'low',
  category: 'process',
  effort: { level: 'minutes', because: 'one look below /run while the service runs' },
  params: ['program'],
  what: p =>
    `nothing tells which process is the service once ${p.program} has started it: the unit stays active when the service ends by itself`,
  why: 'The processes may run below this unit or elsewhere, so the unit must not end with them (RemainAfterExit=yes), or its stop would not be called. "systemctl start" does nothing while it is active, and "systemctl is-active" tells of no crash; the script told no more, but each start of it started again.',
  todo: () =>
    'If the service writes a pid file, name it in PIDFile= and take RemainAfterExit= out; else start again with "systemctl restart".',
  examples: [
    { script: initScript({ start: '/usr/sbin/acmectl start', stop: '/usr/sbin/acmectl stop' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
