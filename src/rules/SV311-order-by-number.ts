import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV311',
  name: 'order-by-number',
  severity: 'low',
  category: 'ordering',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'whether it needs what came before it is known, or seen at a boot' },
  needs: ['unit', 'batch'],
  params: ['start', 'others'],
  what: p => `start number ${p.start}: the unit waits for what came before it in the row, ${p.others}`,
  why: 'rc started one script after the other, by their numbers. systemd starts what no After= holds back at the same time.',
  todo: () => 'Where it needs none of them, empty After= in an override, and name what it does need.',
  examples: [
    {
      script: initScript({ header: '# chkconfig: 345 85 15\n# description: Acme daemon' }),
      others: { 'acme-db': initScript({ header: '# chkconfig: 345 64 36\n# description: Acme database' }) },
      reported: true,
    },
    // One that is off at boot holds no place in the row.
    {
      script: initScript({ header: '# chkconfig: 345 85 15\n# description: Acme daemon' }),
      others: { 'acme-db': initScript({ header: '# chkconfig: - 64 36\n# description: Acme database' }) },
      reported: false,
    },
    { script: initScript({ header: '# chkconfig: 345 85 15\n# description: Acme daemon' }), reported: false },
  ],
};

export default rule;
