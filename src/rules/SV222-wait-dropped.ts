import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV222',
  name: 'wait-dropped',
  severity: 'medium',
  category: 'process',
  effort: { level: 'hour', because: 'how the daemon tells that it is ready has to be found out' },
  params: ['what'],
  what: p => `the script waited after the start (${p.what}); the unit does not`,
  why: 'Services that are ordered after this one relied on it being ready when its script returned.',
  todo: () => 'Use Type=notify if the daemon can tell, or wait in ExecStartPost=.',
  examples: [
    { script: initScript({ start: '/usr/sbin/acmed &\nsleep 5' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
