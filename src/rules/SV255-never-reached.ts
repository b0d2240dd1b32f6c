import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV255',
  name: 'never-reached',
  severity: 'info',
  category: 'input',
  confidence: 'inferred',
  effort: { level: 'none', because: 'what was not executed is not missing' },
  params: ['statement', 'reason'],
  what: p => `nothing executes "${p.statement}"${p.more ? ` and ${p.more} commands behind it` : ''}: ${p.reason}`,
  why: 'No action that init or systemd asks for comes to it, so no unit has it; somebody may have believed that it works.',
  todo: () =>
    'Nothing, unless it was meant to be executed: then it belongs into the unit (ExecStartPre=, ExecStopPost= …).',
  examples: [
    { script: initScript({ start: 'exec /usr/sbin/acmed\n/usr/sbin/acmectl warm-up' }), reported: true },
    { script: initScript({ top: 'rescan() {\n    /usr/sbin/acmectl rescan\n}' }), reported: true },
    {
      script: initScript({ top: 'usage() {\n    echo "Usage: $0 {start|stop}" >&2\n    exit 2\n}' }),
      reported: false,
    },
  ],
};

export default rule;
