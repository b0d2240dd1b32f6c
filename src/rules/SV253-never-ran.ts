import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV253',
  name: 'never-ran',
  severity: 'low',
  category: 'input',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the line is read once' },
  params: ['reason'],
  what: p => `the line had no effect on the old host: ${p.reason}`,
  why: 'It was left from an earlier release, so no unit is made of it; somebody may have believed that it works.',
  todo: () => 'If what it says is wanted, write a unit for it.',
  examples: [
    {
      path: '/etc/inittab',
      script: 'x1:345:respawn:/opt/acme/bin/watch\n',
      others: { '/etc/init/rcS.conf': 'start on startup\nexec /etc/rc.d/rc.sysinit\n' },
      reported: true,
    },
    { path: '/etc/inittab', script: 'x1:345:respawn:/opt/acme/bin/watch\n', reported: false },
  ],
};

export default rule;
