import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV212',
  name: 'stop-escalation',
  severity: 'medium',
  category: 'stop',
  effort: { level: 'minutes', because: 'one time has to be set' },
  params: ['was', 'now'],
  what: p => `how hard the stop is has changed: was ${p.was}, now ${p.now}`,
  why: 'systemd sends SIGKILL when TimeoutStopSec= is over; a script often waits for ever or kills at once. A database that needs minutes to stop must get them.',
  todo: () => 'Set TimeoutStopSec= to the longest stop that is normal for this service.',
  examples: [
    { script: initScript({ stop: 'kill `cat /var/run/acmed.pid`' }), reported: true },
    { script: initScript({ stop: 'killproc -p /var/run/acmed.pid -d 30 acmed' }), reported: false },
  ],
};

export default rule;
