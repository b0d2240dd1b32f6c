import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV501',
  name: 'disabled-by-default',
  severity: 'low',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one question: was it switched on by hand' },
  needs: ['unit', 'chkconfig-header'],
  params: [],
  what: () => 'the header says that the service is off until somebody enables it ("-")',
  why: 'chkconfig --add made no S links for it. The unit has an [Install] section, so that it can be enabled, and is not enabled.',
  todo: () => 'Enable it where it was switched on by hand: "systemctl enable".',
  examples: [
    { script: initScript({ header: '# chkconfig: - 85 15\n# description: Acme daemon' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
