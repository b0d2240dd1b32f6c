import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV219',
  name: 'outside-unit',
  severity: 'high',
  category: 'process',
  effort: { level: 'hour', because: 'the program needs a unit of its own, which has to be tried' },
  params: ['program', 'by'],
  what: p => `${p.program} is started by ${p.by} and ends up outside the unit`,
  why: 'A process that is handed to another session, to at or to cron does not belong to the unit: it is not stopped with it and not seen in its status.',
  todo: () => 'Give it a unit of its own, or start it directly.',
  examples: [
    { script: initScript({ start: 'echo /usr/sbin/acmed | at now' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
