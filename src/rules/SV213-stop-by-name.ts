import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV213',
  name: 'stop-by-name',
  severity: 'medium',
  category: 'stop',
  effort: { level: 'minutes', because: 'one question: what else of that name runs on the host' },
  params: ['name'],
  what: p => `stop signalled every process named "${p.name}" on the host; the unit signals its own processes only`,
  why: 'Processes of that name that others started (by hand, by cron, in a container) were hit too. They survive now.',
  todo: () => 'If something outside the unit had to be stopped as well, add an ExecStopPost= for it.',
  command: p => ['pgrep', '-ax', '--', `${p.name}`],
  examples: [
    { script: initScript({ stop: 'pkill acmed' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
