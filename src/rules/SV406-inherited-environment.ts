import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV406',
  name: 'inherited-environment',
  severity: 'medium',
  category: 'environment',
  effort: { level: 'minutes', because: 'one variable is set' },
  identity: ['variable'],
  params: ['variable'],
  optional: ['was', 'now'],
  what: p =>
    `the script uses ${p.variable} as it inherited it${p.was ? ` (${p.was})` : ''}; a unit ${p.now ? `has ${p.now}` : 'does not have it'}`,
  why: 'A service gets no environment of the caller: no HOME without User=, another PATH, LANG from /etc/locale.conf.',
  todo: p => `Set it in the unit: Environment=${p.variable}=…`,
  examples: [
    {
      script: initScript({ start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed --home $HOME' }),
      reported: true,
    },
    {
      script: initScript({
        top: 'HOME=/srv/acme',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed --home $HOME',
      }),
      reported: false,
    },
  ],
};

export default rule;
