import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchCalls } from './search.ts';

const STATUS = 'status -p /var/run/acmed.pid acmed';

const rule: Rule = {
  code: 'SV246',
  name: 'status-asked-more',
  severity: 'medium',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'monitoring that reads the answer is told whom to ask' },
  params: ['command', 'script'],
  what: p => `status ran "${p.command}", and systemctl status does not: ${p.script} does`,
  why: 'systemctl tells whether systemd thinks that the service runs, and takes no command for it. Its exit status is 0 where the program hangs.',
  todo: p => `Let whoever reads the answer call ${p.script}.`,
  command: (_, service) => searchCalls(service, 'status'),
  examples: [
    { script: initScript().replace(STATUS, '/usr/sbin/acmectl report'), reported: true },
    { script: initScript().replace(STATUS, `${STATUS}; echo done`), reported: false },
  ],
};

export default rule;
