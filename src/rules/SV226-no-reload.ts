import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchCalls } from './search.ts';

const rule: Rule = {
  code: 'SV226',
  name: 'no-reload',
  severity: 'medium',
  category: 'actions',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'callers of reload are changed' },
  params: [],
  optional: ['was'],
  what: p => `the unit has no reload${p.was ? `: the script's was ${p.was}` : ''}`,
  why: 'systemctl reload fails for a unit without ExecReload=; logrotate files and configuration management may call it.',
  todo: () => 'Change callers to "systemctl try-restart" or "reload-or-restart".',
  command: (_, service) => searchCalls(service, 'reload'),
  examples: [
    { script: initScript({ cases: 'reload) stop; start ;;' }), reported: true },
    { script: initScript({ cases: 'reload) killproc -p /var/run/acmed.pid acmed -HUP ;;' }), reported: false },
  ],
};

export default rule;
