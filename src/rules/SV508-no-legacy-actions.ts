import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV508',
  name: 'no-legacy-actions',
  severity: 'low',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'those who used the action are told' },
  needs: ['custom-action', 'no-legacy-actions'],
  identity: ['action'],
  params: ['action', 'path'],
  what: p => `this target has no legacy actions: "${p.action}" is kept as the command ${p.path}`,
  why: 'Only the service command of RHEL and Fedora looks for /usr/libexec/initscripts/legacy-actions.',
  todo: p => `Tell those who used "service … ${p.action}" the new command.`,
  examples: [
    { script: initScript({ cases: 'configtest) /usr/sbin/acmed -t ;;' }), target: 'debian12', reported: true },
    { script: initScript({ cases: 'configtest) /usr/sbin/acmed -t ;;' }), target: 'rhel7', reported: false },
  ],
};

export default rule;
