import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV424',
  name: 'runs-as-root',
  severity: 'info',
  category: 'security',
  effort: { level: 'none', because: 'advice; it is as before' },
  params: ['program', 'owner'],
  what: p => `${p.program} runs as root, as before, and its files belong to ${p.owner}`,
  why: 'The script gave files to another user and started the daemon as root. The daemon may drop its rights itself.',
  todo: () =>
    'If it does not, set User= to the owner of the files and give it the capabilities it needs (AmbientCapabilities= from systemd 229).',
  examples: [
    { script: initScript({ start: 'chown acme /var/lib/acme\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript({ start: 'chown acme /var/lib/acme\n/usr/sbin/acmed -u acme &' }), reported: false },
    {
      script: initScript({ start: 'daemon --user acme --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: false,
    },
  ],
};

export default rule;
