import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV206',
  name: 'restart-did-more',
  severity: 'high',
  category: 'lost',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the step needs another place, and a restart has to be tried' },
  params: ['statement'],
  what: p => `restart also did this, and systemctl restart does not: "${p.statement}"`,
  why: 'systemd restarts by the commands for stop and start; there is no place for something that belongs to a restart alone.',
  todo: () =>
    'Move it to the start or the stop if it does no harm there, or give it to those who restart the service as a command of its own.',
  examples: [
    { script: initScript({ restart: 'stop; /usr/sbin/acme-compact; start' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
