import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const CHOICE = 'if [ -f /etc/rc.status ]; then\n    /usr/sbin/acme-prepare\nfi';

const rule: Rule = {
  code: 'SV244',
  name: 'runs-on-another-system',
  severity: 'low',
  category: 'lost',
  effort: { level: 'minutes', because: 'one looks which system the script ran on' },
  identity: ['statement'],
  params: [],
  optional: ['statement'],
  what: p => `${p.statement ? `"${p.statement}"` : 'this'} ran only on another system`,
  why: 'The script serves several systems and asks for their init libraries, for systemctl, or for the files that tell distributions apart, to find out where it is. The unit does what it did on the one that it is converted for.',
  todo: () => 'If it ran on such a system, see whether the service needs it.',
  examples: [
    { script: initScript({ top: CHOICE }), target: 'rhel7', reported: true },
    { script: initScript(), target: 'rhel7', reported: false },
  ],
};

export default rule;
