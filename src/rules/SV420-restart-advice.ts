import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV420',
  name: 'restart-advice',
  severity: 'info',
  category: 'advice',
  effort: { level: 'none', because: 'advice' },
  params: ['restart', 'reason'],
  what: p => `the service was looked after (${p.reason}): Restart=${p.restart} would do that`,
  why: 'An init script had no way to notice the end of its daemon, so something else did. systemd notices, but a restart that nobody asked for can do harm, so the unit has none.',
  todo: p => `Convert with --restart ${p.restart}, or add Restart=${p.restart} in a drop-in.`,
  examples: [
    {
      script: initScript({ cases: 'watchdog) pidof acmed >/dev/null || start ;;' }),
      reported: true,
    },
    { script: initScript({ start: '/usr/bin/mysqld_safe &' }), reported: true },
    { script: initScript({ start: '/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
