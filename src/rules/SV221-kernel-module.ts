import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV221',
  name: 'kernel-module',
  severity: 'low',
  category: 'files',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'names are moved to a file of modules-load.d' },
  params: ['modules'],
  what: p => `the script loads kernel modules: ${p.modules}`,
  why: 'It still does, before each start. systemd loads modules at boot from /etc/modules-load.d, which also works when the service has no right to load any.',
  todo: () => 'Put the names into /etc/modules-load.d and remove the step.',
  examples: [
    {
      script: initScript({ start: 'modprobe tun\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
