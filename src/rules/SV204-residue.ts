import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV204',
  name: 'residue',
  severity: 'low',
  category: 'process',
  // Most of the script by another name: which programs it executes is said by no directive.
  categoryOf: p => (p.share === undefined ? 'process' : 'programs'),
  confidence: 'proved',
  effort: { level: 'minutes', because: 'a helper of a few lines is read' },
  identity: ['helper'],
  params: ['helper', 'reason'],
  optional: ['share'],
  what: p => `${p.share ?? 'a part'} of the script stays shell code, in ${p.helper}: ${p.reason}`,
  why: 'The part cannot be said in directives. The helper runs the original lines at the same moment, but it is code that somebody has to keep.',
  todo: () => 'Read the helper; if its purpose is gone, remove it and the line that calls it.',
  examples: [
    {
      script: initScript({
        start:
          'load() { [ -r "$1" ] || return 1; /usr/sbin/acme-load "$1"; }\nfor f in /etc/acme/*.conf; do load "$f"; done\nfor f in /srv/acme/*.conf; do load "$f" && echo "$f loaded" >>/var/log/acme.log; done\nwhile /usr/sbin/acme-busy; do sleep 2; done\n/usr/sbin/acme-index | /usr/sbin/acme-sort >/var/lib/acme/index\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
