import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV254',
  name: 'internal-service',
  severity: 'low',
  category: 'programs',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'nobody should need it' },
  params: ['service'],
  what: p => `${p.service} was answered by the super-server itself: no program is left that does`,
  why: 'echo, discard, daytime, time and chargen are tests of the seventies, and open to abuse; systemd answers none of them.',
  todo: p => `If something still asks for ${p.service}, give it a program of its own, such as socat.`,
  examples: [
    { path: '/etc/inetd.conf', script: 'echo stream tcp nowait root internal\n', reported: true },
    { path: '/etc/inetd.conf', script: 'ftp stream tcp nowait root /usr/sbin/ftpd ftpd\n', reported: false },
  ],
};

export default rule;
