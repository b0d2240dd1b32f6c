import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchCalls } from './search.ts';

const rule: Rule = {
  code: 'SV201',
  name: 'custom-action',
  severity: 'high',
  // The same command of `service` finds it in legacy-actions: only those who call the script by its path fail.
  severityOf: p => (p.instead?.startsWith('service ') ? 'medium' : 'high'),
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'hour', because: 'callers may be in crontabs, logrotate files, monitoring and habits' },
  needs: ['custom-action'],
  identity: ['action'],
  params: ['action', 'does', 'instead'],
  what: p => `systemctl has no action "${p.action}": ${p.does}`,
  why: 'systemctl knows a fixed list of actions. Monitoring, cron jobs, packages and people that call this one by systemctl, or by the path of the script, will get an error.',
  todo: p => `Use instead: ${p.instead}. Search crontabs, logrotate files and monitoring for calls of "${p.action}".`,
  command: (p, service) => searchCalls(service, `${p.action}`),
  examples: [
    { script: initScript({ cases: 'configtest) /usr/sbin/acmed -t ;;' }), reported: true },
    { script: initScript({ cases: 'reload) killproc -p /var/run/acmed.pid acmed -HUP ;;' }), reported: false },
  ],
};

export default rule;
