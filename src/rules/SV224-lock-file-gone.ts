import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchPath } from './search.ts';

const rule: Rule = {
  code: 'SV224',
  name: 'lock-file-gone',
  severity: 'info',
  category: 'files',
  confidence: 'proved',
  effort: { level: 'none', because: 'few things but the script read lock files' },
  identity: ['path'],
  params: ['path'],
  optional: ['readers', 'test'],
  what: p =>
    `the lock file ${p.path} is no longer made${p.readers ? `; it stands in ${p.readers}` : ''}${p.test ? `; the test for it is ${p.test}` : ''}`,
  why: 'rc called the stop action at shutdown only where it existed; systemd keeps the state itself. Cluster scripts sometimes look at it.',
  todo: () => 'Let whatever reads it use "systemctl is-active".',
  command: p => searchPath(`${p.path}`),
  examples: [
    {
      script: initScript({
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed && touch /var/lock/subsys/acmed',
      }),
      others: { acmewatch: initScript({ top: '[ -f /var/lock/subsys/acmed ] || exit 0' }) },
      reported: true,
    },
    { script: initScript({ top: '[ -f /var/lock/subsys/network ] || exit 0' }), reported: true },
    // Of its own lock only rc took notice.
    {
      script: initScript({
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed && touch /var/lock/subsys/acmed',
      }),
      reported: false,
    },
  ],
};

export default rule;
