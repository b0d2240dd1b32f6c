import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV424',
  name: 'runs-as-root',
  severity: 'info',
  category: 'security',
  params: ['program'],
  what: p => `${p.program} runs as root, as before`,
  why: 'The script changed no user. The daemon may drop its rights itself.',
  todo: () => 'If it does not, give it a User= and the capabilities it needs (AmbientCapabilities= from systemd 229).',
  examples: [
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: true },
    {
      script: initScript({ start: 'daemon --user acme --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: false,
    },
  ],
};

export default rule;
