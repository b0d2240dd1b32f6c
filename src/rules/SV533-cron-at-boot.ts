import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV533',
  name: 'cron-at-boot',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one line is taken out' },
  params: ['unit'],
  what: p => `cron ran this line at boot; ${p.unit} does`,
  why: 'cron of the new host knows @reboot too: with the line in its crontab the command would run twice.',
  todo: p => `Take the line out of the crontab of the new host, or leave ${p.unit} disabled.`,
  examples: [
    { path: '/etc/cron.d/acme', script: '@reboot root /opt/acme/bin/warm\n', reported: true },
    { path: '/etc/cron.d/acme', script: '5 * * * * root /opt/acme/bin/warm\n', reported: false },
  ],
};

export default rule;
