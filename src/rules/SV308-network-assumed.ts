import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV308',
  name: 'network-assumed',
  severity: 'low',
  category: 'ordering',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'one question: does the daemon cope without addresses' },
  needs: ['unit', 'chkconfig-header'],
  params: ['start'],
  what: p => `start priority ${p.start} comes after the network: the unit waits for network-online.target`,
  why: 'The script could rely on configured addresses, since the network script had run before it. Whether it does is not in the text. Waiting for the network can delay the boot.',
  todo: () => 'If the daemon copes without addresses, remove Wants= and After=network-online.target.',
  examples: [
    { script: initScript(), reported: true },
    { script: initScript({ header: '# chkconfig: 345 05 95\n# description: Acme daemon' }), reported: false },
  ],
};

export default rule;
