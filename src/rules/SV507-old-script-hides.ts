import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV507',
  name: 'old-script-hides',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'none', because: 'apply.sh moves the script aside' },
  params: ['path', 'actions'],
  what: p => `${p.path} must go from the target, or "service" keeps calling it and not ${p.actions}`,
  why: 'The service command runs a script of /etc/init.d before it looks for legacy actions and units.',
  todo: p => `apply.sh moves ${p.path} and its links aside. By hand: "chkconfig --del", then remove ${p.path}.`,
  command: (_, service) => ['chkconfig', '--del', service],
  examples: [
    { script: initScript({ cases: 'configtest) /usr/sbin/acmed -t ;;' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
