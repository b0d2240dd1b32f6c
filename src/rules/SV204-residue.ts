import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV204',
  name: 'residue',
  severity: 'low',
  category: 'process',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'a helper of a few lines is read' },
  identity: ['helper'],
  params: ['helper', 'reason'],
  what: p => `a part of the script stays shell code, in ${p.helper}: ${p.reason}`,
  why: 'The part cannot be said in directives. The helper runs the original lines at the same moment, but it is code that somebody has to keep.',
  todo: () => 'Read the helper; if its purpose is gone, remove it and the line that calls it.',
  examples: [
    {
      script: initScript({
        start:
          'for f in /etc/acme/*.conf; do /usr/sbin/acme-load "$f"; done\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
