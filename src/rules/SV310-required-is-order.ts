import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV310',
  name: 'required-is-order',
  severity: 'info',
  category: 'ordering',
  effort: { level: 'none', because: 'the old init had no requirements either' },
  needs: ['unit', 'lsb-header'],
  identity: ['name'],
  params: ['name'],
  what: p => `Required-Start: ${p.name} became an order (After=), not a requirement`,
  why: 'Required-Start never made init refuse a start; Requires= would also stop this service with the other.',
  todo: p => `Add Requires=${p.name} only if this service is useless without it.`,
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: acme-db\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      others: { 'acme-db': initScript() },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
