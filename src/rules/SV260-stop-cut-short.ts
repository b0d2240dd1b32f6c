import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV260',
  name: 'stop-cut-short',
  severity: 'high',
  category: 'stop',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one character is taken out' },
  params: ['program'],
  what: p => `the stop leaves ${p.program} in the background of a shell of its own: systemd ends it with the service`,
  why: 'When the lines of ExecStop= are done, systemd signals all processes that are left (systemd.service(5)), those that are to end the service in peace among them. The script came back at once and let it work.',
  todo: () => 'Take the "&" out of the text in ExecStop=, so that the stop waits for the program.',
  examples: [
    { script: initScript({ stop: `su acme -c "/opt/acme/down &"` }), reported: true },
    { script: initScript({ stop: 'su acme -c /opt/acme/down &' }), reported: false },
    { script: initScript({ stop: '/opt/acme/down' }), reported: false },
  ],
};

export default rule;
