import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV536',
  name: 'caller',
  severity: 'medium',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the line is changed where it stands' },
  needs: ['unit'],
  params: ['call', 'instead'],
  what: p => `"${p.call}" is called here: the script goes`,
  why: 'A call by the path of the script fails when the script has gone, and often nobody sees it: in a rotation of logs, in a job of cron, in a resource of a cluster.',
  todo: p => `Write "${p.instead}".`,
  examples: [
    {
      path: '/etc/logrotate.d/acme',
      script: '/var/log/acme {\n  postrotate\n    /etc/init.d/acmed restart\n  endscript\n}\n',
      others: {
        '/etc/init.d/acmed':
          '#!/bin/sh\n# chkconfig: 345 85 15\n# description: Acme\ncase $1 in\nstart) /usr/sbin/acmed & touch /var/lock/subsys/acmed ;;\nstop) killall acmed; rm -f /var/lock/subsys/acmed ;;\nesac\n',
      },
      reported: true,
    },
    {
      path: '/etc/logrotate.d/acme',
      script: '/var/log/acme {\n  postrotate\n    systemctl restart acmed\n  endscript\n}\n',
      others: {
        '/etc/init.d/acmed':
          '#!/bin/sh\n# chkconfig: 345 85 15\n# description: Acme\ncase $1 in\nstart) /usr/sbin/acmed & touch /var/lock/subsys/acmed ;;\nstop) killall acmed; rm -f /var/lock/subsys/acmed ;;\nesac\n',
      },
      reported: false,
    },
  ],
};

export default rule;
