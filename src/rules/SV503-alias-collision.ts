import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV503',
  name: 'alias-collision',
  severity: 'medium',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one name is decided' },
  needs: ['unit', 'batch'],
  identity: ['alias'],
  params: ['alias', 'other'],
  what: p => `Provides: ${p.alias} is no alias of the unit: ${p.other} has that name`,
  why: 'Two units of one name cannot be; systemctl enable would fail or replace a link.',
  todo: p => `Decide which of them "${p.alias}" stands for.`,
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed acme-db\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      others: { 'acme-db': initScript() },
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
