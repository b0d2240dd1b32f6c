import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV227',
  name: 'stop-by-kill',
  severity: 'medium',
  category: 'stop',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one directive is removed and a stop tried' },
  params: ['command'],
  what: p => `stop kills by force at once: "${p.command}"`,
  why: 'The process gets no chance to clean up. The unit does the same, faithfully, but it was seldom meant so.',
  todo: () => 'Remove KillSignal=SIGKILL unless the program is known to ignore SIGTERM.',
  examples: [
    { script: initScript({ stop: 'kill -9 `cat /var/run/acmed.pid`' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
