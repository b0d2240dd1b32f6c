import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV407',
  name: 'limits-conf',
  severity: 'medium',
  // The file is a setting of the host; a limit differs where it is known to set one.
  category: 'settings',
  categoryOf: p => (p.sets ? 'limits' : 'settings'),
  effort: { level: 'minutes', because: 'the limits of one user are copied' },
  identity: ['user'],
  params: ['user'],
  optional: ['by', 'sets'],
  what: p =>
    `${p.by ?? 'the change of user'} applied /etc/security/limits.conf to ${p.user}${p.sets ? ` (${p.sets})` : ''}; systemd does not`,
  why: 'Limits of pam_limits (open files, processes, memory lock) belong to sessions. A service has those of the unit and the manager alone.',
  todo: p =>
    `Copy the limits of ${p.user} from /etc/security/limits.conf and limits.d into LimitNOFILE=, LimitNPROC= …`,
  command: p => ['su', '-s', '/bin/sh', '-c', 'ulimit -a', '--', `${p.user}`],
  examples: [
    { script: initScript({ start: 'su acme -c "/opt/acme/bin/acmed &"' }), reported: true },
    {
      script: initScript({ start: 'su acme -c "/opt/acme/bin/acmed &"' }),
      settings: {
        '/etc/security/limits.conf': '# all\n*  soft  core  0\nacme  -  nofile  65536\nother  hard  nproc  50\n',
      },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
