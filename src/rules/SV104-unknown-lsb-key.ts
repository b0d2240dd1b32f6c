import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV104',
  name: 'unknown-lsb-key',
  severity: 'low',
  category: 'input',
  effort: { level: 'minutes', because: 'a key is a misspelling or means nothing' },
  needs: ['lsb-header'],
  identity: ['key'],
  params: ['key'],
  what: p => `the LSB header has the key "${p.key}", which no init system reads`,
  why: 'A misspelt key is silently ignored: an order or a run level that the author meant may never have counted.',
  todo: p => `If "${p.key}" is a misspelling, add what it meant to the unit by hand.`,
  examples: [
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Requird-Start: $network\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: true,
    },
    {
      script: initScript({
        header:
          '### BEGIN INIT INFO\n# Provides: acmed\n# Required-Start: $network\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n### END INIT INFO',
      }),
      reported: false,
    },
  ],
};

export default rule;
