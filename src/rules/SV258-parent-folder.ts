import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV258',
  name: 'parent-folder',
  severity: 'low',
  category: 'files',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one look at the old host' },
  identity: ['directive', 'path'],
  params: ['directive', 'written', 'path'],
  what: p => `${p.directive} has ${p.path} in place of ${p.written}`,
  why: 'systemd 239 and later ignore a line with `..` in its path, or refuse the unit (path_simplify_and_warn). Behind a symbolic link `..` leads to another folder than the text says.',
  todo: p => `See with "readlink -f ${p.written}" on the old host that ${p.path} is the same, and write what it says.`,
  examples: [
    {
      script: initScript({ start: 'cd /opt/acme/bin/..\n/opt/acme/bin/acmed &' }),
      target: 'debian12',
      reported: true,
    },
    { script: initScript({ start: 'cd /opt/acme/bin/..\n/opt/acme/bin/acmed &' }), target: 'rhel7', reported: false },
    { script: initScript({ start: 'cd /opt/acme\n/opt/acme/bin/acmed &' }), target: 'debian12', reported: false },
  ],
};

export default rule;
