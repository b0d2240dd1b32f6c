import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV220',
  name: 'calls-service',
  severity: 'medium',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one dependency takes the place of the call' },
  identity: ['action', 'service'],
  params: ['service', 'action'],
  what: p => `the script runs "${p.action}" on another service: ${p.service}`,
  why: 'A unit that starts or stops another one while systemd is at work can wait for itself: systemctl blocks until the transaction that it is part of is done.',
  todo: p =>
    `Say it as a dependency instead (Wants=, BindsTo= or PartOf= ${p.service}), or use "systemctl --no-block".`,
  examples: [
    {
      script: initScript({ start: 'service postgresql start\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
