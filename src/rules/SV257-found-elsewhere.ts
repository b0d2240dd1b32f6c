import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV257',
  name: 'found-elsewhere',
  severity: 'medium',
  category: 'programs',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'one path is looked up on the old host' },
  identity: ['program'],
  params: ['program', 'path'],
  what: p => `${p.program} is called by its name, and the script names ${p.path}: another PATH finds another program`,
  why: 'Init scripts look in /sbin, /usr/sbin, /bin and /usr/bin; systemd looks below /usr/local first (systemd.exec(5)).',
  todo: p => `See which ${p.program} ran on the old host, and write its path in ExecStart=.`,
  examples: [
    { script: initScript({ top: 'exec=/usr/local/bin/acmed', start: 'daemon acmed -D' }), reported: true },
    { script: initScript({ start: 'daemon acmed -D' }), reported: false },
    { script: initScript({ start: 'daemon /usr/local/bin/acmed -D' }), reported: false },
  ],
};

export default rule;
