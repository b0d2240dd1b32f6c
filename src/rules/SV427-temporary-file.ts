import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV427',
  name: 'temporary-file',
  severity: 'low',
  category: 'security',
  effort: { level: 'minutes', because: 'one path is moved' },
  identity: ['path'],
  params: ['path'],
  what: p => `${p.path} is a file of a fixed name in a directory that everyone can write to`,
  why: 'Another user can put a link there first and have root overwrite the file that it points to.',
  todo: () => 'Use a directory below /run (RuntimeDirectory=), or PrivateTmp=yes if nobody else reads the file.',
  examples: [
    { script: initScript({ start: 'echo started > /tmp/acmed.state\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
