import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV534',
  name: 'loose-script',
  severity: 'high',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the file is moved and the batch run again' },
  params: ['name'],
  what: p => `a script of the run level that is no link to init.d, which has no ${p.name}`,
  why: 'rc ran every file of the run level. This one was put there by hand, has no script in init.d, and no unit was made of it.',
  todo: p => `Put the file into /etc/init.d as ${p.name}, make a link of this one, and convert again.`,
  examples: [
    { path: '/etc/rc3.d/S99acme', script: '#!/bin/sh\n/opt/acme/bin/warm\n', reported: true },
    { path: '/etc/cron.d/acme', script: '5 * * * * root /opt/acme/bin/warm\n', reported: false },
  ],
};

export default rule;
