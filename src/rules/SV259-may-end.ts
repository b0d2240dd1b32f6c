import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV259',
  name: 'may-end',
  severity: 'low',
  category: 'process',
  effort: { level: 'minutes', because: 'one look at the processes while the service runs' },
  params: ['program'],
  what: p => `nothing tells whether ${p.program} stays or ends when it has started the service: the unit outlives it`,
  why: 'The script left it in the background, and its stop calls a program instead of signalling one. Were the unit to end with it, systemd would run the stop and kill what it had started (systemd.service(5), RemainAfterExit=). So it stays active as well where the service ends by itself without a failure.',
  todo: p => `If ${p.program} is the service itself, take RemainAfterExit= out.`,
  examples: [
    { script: initScript({ start: '/opt/acme/bin/acme-up &', stop: '/opt/acme/bin/acme-down' }), reported: true },
    { script: initScript({ start: '/opt/acme/bin/acmed &', stop: 'killall acmed' }), reported: false },
    {
      script: initScript({ start: '/opt/acme/bin/acmed &\necho $! >/run/acmed.pid', stop: '/opt/acme/bin/acme-down' }),
      reported: false,
    },
  ],
};

export default rule;
