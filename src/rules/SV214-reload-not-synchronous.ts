import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV214',
  name: 'reload-not-synchronous',
  severity: 'low',
  category: 'actions',
  effort: { level: 'none', because: 'it was so before; only callers that wait would notice' },
  params: ['command'],
  what: p => `reload returns before the daemon has read its files: "${p.command}" only sends a signal`,
  why: 'As before, but systemctl reports success for it, and what waits for the reload goes on too early.',
  todo: () =>
    'If the daemon has a command that waits for the reload, use it in ExecReload=; from systemd 253 Type=notify-reload does it.',
  examples: [
    { script: initScript({ cases: 'reload) killproc -p /var/run/acmed.pid acmed -HUP ;;' }), reported: true },
    { script: initScript({ cases: 'reload) /usr/sbin/acmectl reload --wait ;;' }), reported: false },
  ],
};

export default rule;
