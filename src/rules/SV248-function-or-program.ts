import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV248',
  name: 'function-or-program',
  severity: 'medium',
  category: 'programs',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'the name is looked up in the library and in PATH of the old host' },
  identity: ['program'],
  params: ['program', 'library'],
  what: p => `${p.program} is taken for a program: the ${p.library} library that is known here has no such function`,
  why: 'Distributions add functions to their init libraries. A unit calls no function, and the line fails where there is no program of that name.',
  todo: p =>
    `Run "type ${p.program}" behind the script's own ". …" on the old host; of a function, write out what it does.`,
  examples: [
    { script: initScript({ start: 'start_acme --pidfile /run/acmed.pid -- /usr/sbin/acmed' }), reported: true },
    { script: initScript({ start: '/usr/sbin/start_acme' }), reported: false },
    { script: initScript({ start: 'acmed' }), reported: false },
    // What prints in PLD's library, or in Debian's, runs nothing.
    { script: initScript({ start: 'msg_starting acme\n  log_action_msg acme\n  acmed' }), reported: false },
    { script: initScript({ start: 'EXEC=/usr/sbin/acme_d\n  acme_d' }), reported: false },
    // A program for sure: the library runs what it is given.
    { script: initScript({ start: 'daemon acme_d' }), reported: false },
  ],
};

export default rule;
