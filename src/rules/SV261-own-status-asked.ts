import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const ASKS = { start: 'if ! "$0" status >/dev/null; then\n  /usr/sbin/acmed\nfi' };
const STATUS = 'status -p /var/run/acmed.pid acmed';

const rule: Rule = {
  code: 'SV261',
  name: 'own-status-asked',
  severity: 'low',
  category: 'programs',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'it is to be known what the program answers' },
  params: ['command'],
  what: p => `start asked its own status, which runs "${p.command}"; the unit starts without asking it`,
  why: 'systemd starts what it does not know to run. What was started past it, by hand or by another program, it does not see.',
  todo: () => 'Check that nothing else starts this service.',
  examples: [
    { script: initScript(ASKS).replace(STATUS, '/usr/sbin/acmectl report'), reported: true },
    { script: initScript(ASKS), reported: false },
    { script: initScript().replace(STATUS, '/usr/sbin/acmectl report'), reported: false },
  ],
};

export default rule;
