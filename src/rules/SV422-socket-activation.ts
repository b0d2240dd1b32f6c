import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV422',
  name: 'socket-activation',
  severity: 'info',
  category: 'advice',
  effort: { level: 'none', because: 'advice' },
  params: ['program'],
  what: p => `${p.program} can take its sockets from systemd`,
  why: 'With a socket unit connections wait while the service starts or restarts, and services that use it need no order.',
  todo: () => "Read the program's manual on socket activation and add a .socket unit.",
  examples: [
    { script: initScript({ start: 'daemon /usr/sbin/cupsd' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
