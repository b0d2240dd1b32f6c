import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV225',
  name: 'kernel-write',
  severity: 'low',
  category: 'files',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'a value is moved to a file of sysctl.d' },
  identity: ['path'],
  params: ['path'],
  what: p => `the script writes a kernel parameter: ${p.path}`,
  why: 'It still does, at each start. systemd sets such values at boot from /etc/sysctl.d and tmpfiles.d, where an administrator looks for them.',
  todo: () => 'Put the value into /etc/sysctl.d (or tmpfiles.d for /sys) and remove the step.',
  examples: [
    {
      script: initScript({
        start: 'echo 1 > /proc/sys/net/ipv4/ip_forward\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
