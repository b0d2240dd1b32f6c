import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV538',
  name: 'super-server-replaced',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the sockets are compared with what the daemon served' },
  needs: ['script'],
  params: ['daemon', 'services'],
  what: p => `${p.daemon} stays off: what it served (${p.services}) are sockets of systemd now`,
  why: 'Both would listen on the same ports, and whichever comes second fails.',
  todo: p => `Before ${p.daemon} is removed, check that each of its services answers by its socket.`,
  examples: [
    {
      path: '/etc/init.d/xinetd',
      script:
        '#!/bin/sh\n# chkconfig: 345 56 50\n# description: Super-server\ncase $1 in\nstart) /usr/sbin/xinetd ;;\nstop) killall xinetd ;;\nesac\n',
      others: { '/etc/xinetd.conf': 'service acme\n{\n\tport = 7001\n\tserver = /opt/acme/bin/answer\n}\n' },
      reported: true,
    },
    {
      path: '/etc/init.d/xinetd',
      script:
        '#!/bin/sh\n# chkconfig: 345 56 50\n# description: Super-server\ncase $1 in\nstart) /usr/sbin/xinetd ;;\nstop) killall xinetd ;;\nesac\n',
      reported: false,
    },
  ],
};

export default rule;
