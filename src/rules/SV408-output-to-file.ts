import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV408',
  name: 'output-to-file',
  severity: 'info',
  category: 'input-output',
  confidence: 'proved',
  effort: { level: 'none', because: 'it is what the script did' },
  params: ['file'],
  optional: ['mode'],
  what: p => `the output still goes to ${p.file}${p.mode ? ` (${p.mode})` : ''}, so the journal has none of it`,
  why: '"journalctl -u" and "systemctl status" show nothing of what the daemon prints.',
  todo: () => 'Remove the redirection and the logrotate file if the journal is enough.',
  examples: [
    { script: initScript({ start: '/usr/sbin/acmed >> /var/log/acmed.log 2>&1 &' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
