import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV451',
  name: 'access-list',
  severity: 'high',
  category: 'security',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the list has to be written for the firewall and tried' },
  params: ['what', 'reason'],
  what: p => `"${p.what}" protects nothing any more: ${p.reason}`,
  why: 'xinetd turned away everybody else. Without the list the service is open to all that reach the port.',
  todo: () => 'Allow the same addresses in the firewall before the socket is enabled.',
  examples: [
    {
      path: '/etc/xinetd.conf',
      script: 'service acme\n{\n\tport = 7001\n\tserver = /opt/acme/bin/answer\n\tonly_from = 10.0.0.0\n}\n',
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
