import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV537',
  name: 'file-of-the-script',
  severity: 'medium',
  category: 'files',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the line is changed where it stands' },
  needs: ['unit'],
  params: ['path', 'unit'],
  what: p => `${p.path} is looked for here, and nothing makes it any more`,
  why: 'The script made the file and "is it running" was asked by it. systemd keeps no such file, so that the question is always answered with no.',
  todo: p => `Ask "systemctl is-active ${p.unit}" or "systemctl show -p MainPID ${p.unit}" instead.`,
  examples: [
    {
      path: '/usr/local/bin/watch-acme',
      script: '#!/bin/sh\n[ -f /var/lock/subsys/acmed ] || echo down\n',
      others: {
        '/etc/init.d/acmed':
          '#!/bin/sh\n# chkconfig: 345 85 15\n# description: Acme\ncase $1 in\nstart) /usr/sbin/acmed & touch /var/lock/subsys/acmed ;;\nstop) killall acmed; rm -f /var/lock/subsys/acmed ;;\nesac\n',
      },
      reported: true,
    },
    {
      path: '/usr/local/bin/watch-acme',
      script: '#!/bin/sh\nexit 0\n',
      others: {
        '/etc/init.d/acmed':
          '#!/bin/sh\n# chkconfig: 345 85 15\n# description: Acme\ncase $1 in\nstart) /usr/sbin/acmed & touch /var/lock/subsys/acmed ;;\nstop) killall acmed; rm -f /var/lock/subsys/acmed ;;\nesac\n',
      },
      reported: false,
    },
  ],
};

export default rule;
