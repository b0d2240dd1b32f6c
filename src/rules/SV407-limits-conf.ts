import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV407',
  name: 'limits-conf',
  severity: 'medium',
  category: 'limits',
  effort: { level: 'minutes', because: 'the limits of one user are copied' },
  identity: ['user'],
  params: ['user'],
  optional: ['by'],
  what: p => `${p.by ?? 'the change of user'} applied /etc/security/limits.conf to ${p.user}; systemd does not`,
  why: 'Limits of pam_limits (open files, processes, memory lock) belong to sessions. A service has those of the unit and the manager alone.',
  todo: p =>
    `Copy the limits of ${p.user} from /etc/security/limits.conf and limits.d into LimitNOFILE=, LimitNPROC= …`,
  examples: [
    { script: initScript({ start: 'su acme -c "/opt/acme/bin/acmed &"' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
