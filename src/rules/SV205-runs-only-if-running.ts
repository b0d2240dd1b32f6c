import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

/** When what is lost ran, by what the interpreter takes to be settled; else: on a running service. */
const WHEN: ReadonlyMap<string, string> = new Map([
  ['terminal', 'at a terminal'],
  ['root check', 'by another user than root'],
  ['argument check', 'with other arguments'],
]);

const rule: Rule = {
  code: 'SV205',
  name: 'runs-only-if-running',
  severity: 'high',
  category: 'lost',
  effort: { level: 'hour', because: 'whoever relied on it has to be found and given another command' },
  identity: ['action'],
  params: [],
  optional: ['statement', 'action', 'reason'],
  what: p =>
    `${p.statement ? `"${p.statement}"` : 'this'} ran only when ${p.action ?? 'start'} was called ${WHEN.get(p.reason ?? '') ?? 'on a running service'}${p.reason ? ` (${p.reason})` : ''}`,
  why: 'systemctl start on an active unit does nothing at all, and it calls nothing at a terminal, so this never runs any more.',
  todo: () => 'If somebody relied on it, make it a reload (ExecReload=) or a command of its own.',
  examples: [
    {
      script: initScript({
        start:
          'if pidof acmed >/dev/null; then\n    /usr/sbin/acmectl rescan\n    exit 0\nfi\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    {
      script: initScript({
        start:
          'if pidof acmed >/dev/null; then\n    echo "already running"\n    exit 0\nfi\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: false,
    },
  ],
};

export default rule;
