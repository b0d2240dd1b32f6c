import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const start = (program: string): string =>
  initScript({
    start: `${program} --start --pidfile /var/run/acmed.pid --exec /usr/sbin/acmed -- -p /var/run/acmed.pid`,
    stop: `${program} --stop --pidfile /var/run/acmed.pid`,
  });

const rule: Rule = {
  code: 'SV247',
  name: 'tool-from-elsewhere',
  severity: 'low',
  category: 'programs',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'the program is asked for its version, or its text is read' },
  identity: ['program'],
  params: ['program'],
  what: p => `${p.program} is taken for the usual program of its name: the unit does what that would do`,
  why: 'Somebody put it below /usr/local. A program of the same name with other habits would start the service otherwise.',
  todo: p => `Look at ${p.program} on the old host: where it is another program, write ExecStart= by hand.`,
  examples: [
    { script: start('/usr/local/sbin/start-stop-daemon'), reported: true },
    { script: start('/sbin/start-stop-daemon'), reported: false },
    { script: initScript({ start: '/usr/local/sbin/acmed' }), reported: false },
  ],
};

export default rule;
