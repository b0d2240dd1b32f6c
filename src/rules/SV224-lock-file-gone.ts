import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV224',
  name: 'lock-file-gone',
  severity: 'info',
  category: 'files',
  confidence: 'proved',
  params: ['path'],
  what: p => `the lock file ${p.path} is no longer made`,
  why: 'rc called the stop action at shutdown only where it existed; systemd keeps the state itself. Cluster scripts sometimes look at it.',
  todo: () => 'Let whatever reads it use "systemctl is-active".',
  examples: [
    {
      script: initScript({
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed && touch /var/lock/subsys/acmed',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
