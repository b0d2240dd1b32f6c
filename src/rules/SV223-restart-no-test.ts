import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV223',
  name: 'restart-no-test',
  severity: 'medium',
  category: 'actions',
  effort: { level: 'minutes', because: 'those who restart the service get one more command' },
  params: ['test'],
  what: p => `restart no longer tests first: "${p.test}"`,
  why: 'The script refused a restart with a broken configuration and left the old process running. systemctl restart stops it, and then the start fails.',
  todo: p => `Test before a restart ("${p.test}"), or use reload where the daemon has it.`,
  examples: [
    { script: initScript({ restart: '/usr/sbin/acmed -t || exit 6; stop; start' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
