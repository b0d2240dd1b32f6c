import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV429',
  name: 'drawn-anew',
  severity: 'info',
  category: 'environment',
  categoryOf: p => (p.about === 'argv' ? 'argv' : p.about === 'output' ? 'input-output' : 'environment'),
  confidence: 'proved',
  effort: { level: 'none', because: 'it was so under the script' },
  identity: ['about'],
  params: ['about', 'command'],
  what: p => `${about(p.about)} of "${p.command}" is drawn anew at each start`,
  why: 'A random number or the name of a temporary file is another one each time. Who compares the old host with the new one sees a difference that the migration has not made.',
  todo: () => 'Nothing, unless something outside the service was told the value of one start.',
  examples: [
    { script: initScript({ start: 'export ACME_PORT=$((RANDOM % 1000 + 2000))\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed --scratch `mktemp -d` &' }), reported: true },
    { script: initScript({ start: 'log=$(mktemp /var/log/acmed.XXXXXX)\n/usr/sbin/acmed > $log &' }), reported: true },
    { script: initScript({ start: 'RANDOM_PORT=2000\n/usr/sbin/acmed --port $RANDOM_PORT &' }), reported: false },
  ],
};

function about(what: string | undefined): string {
  if (what === 'argv') return 'an argument';
  return what === 'output' ? 'the file for the output' : `$${what}`;
}

export default rule;
