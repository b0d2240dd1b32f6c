import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV419',
  name: 'secret-in-environment',
  severity: 'medium',
  category: 'security',
  confidence: 'inferred',
  effort: { level: 'hour', because: 'the secret gets a file of its own and the daemon another option' },
  identity: ['name'],
  params: ['name'],
  what: p => `${p.name} looks like a secret and is in the environment of the service`,
  why: 'Environment= of a unit is readable by every user ("systemctl show"), and the environment of a process by everyone who runs as its user.',
  todo: () =>
    "Put it into a file that only the service's user can read and give the daemon the path; LoadCredential= does that from systemd 247.",
  examples: [
    { script: initScript({ start: 'export ACME_PASSWORD=hunter2\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
