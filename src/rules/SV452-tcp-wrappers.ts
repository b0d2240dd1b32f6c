import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV452',
  name: 'tcp-wrappers',
  severity: 'high',
  category: 'security',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the rules have to be written for the firewall and tried' },
  params: ['file', 'rule'],
  what: p => `${p.file} has rules such as "${p.rule}", which nobody asks any more`,
  why: 'xinetd asked libwrap about every connection, and so did programs behind tcpd. systemd does not, and newer distributions have no libwrap at all.',
  todo: p => `Write the rules of ${p.file} for the firewall before the sockets are enabled.`,
  examples: [
    {
      path: '/etc/xinetd.conf',
      script: 'service acme\n{\n\tport = 7001\n\tserver = /opt/acme/bin/answer\n}\n',
      others: { '/etc/hosts.deny': 'ALL: ALL\n' },
      reported: true,
    },
    {
      path: '/etc/xinetd.conf',
      script: 'service acme\n{\n\tport = 7001\n\tserver = /opt/acme/bin/answer\n}\n',
      reported: false,
    },
  ],
};

export default rule;
