import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const run = (one: string, other: string): string =>
  `if [ -f /etc/acme/new ]; then\n    prepare() { ${one}; }\nelse\n    prepare() { ${other}; }\nfi`;

const start = 'prepare\n    daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed';

const rule: Rule = {
  code: 'SV256',
  name: 'function-chosen',
  severity: 'medium',
  category: 'programs',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'the test is looked at once on the old host' },
  params: ['name', 'line', 'others'],
  what: p =>
    p.others === ''
      ? `a test decides whether ${p.name} is the function of line ${p.line}: the unit always has that`
      : `a test decides which ${p.name} is called: the unit has that of line ${p.line}, and never that of line ${p.others}`,
  why: 'The script defines the function on one side of a test that only the run decides; where the test comes out otherwise, the script did something else than the unit.',
  todo: p => `See on the old host how the test comes out. If ${p.name} is another one there, change the unit.`,
  examples: [
    { script: initScript({ top: run('/opt/acme/new', '/opt/acme/old'), start }), reported: true },
    { script: initScript({ top: run('echo new', 'echo old'), start }), reported: false },
    { script: initScript({ top: 'prepare() { /opt/acme/old; }', start }), reported: false },
  ],
};

export default rule;
