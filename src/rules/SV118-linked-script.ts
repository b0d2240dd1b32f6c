import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV118',
  name: 'linked-script',
  severity: 'low',
  category: 'input',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the target of the link is looked at' },
  params: ['link'],
  what: p => `the script is a link to ${p.link}`,
  why: 'One script under several names often starts several instances, told apart by $0; and the systemd of RHEL 7.2 passed links over. Here the text that the link leads to was converted under the name of the link.',
  todo: p => `Check what ${p.link} does under this name, and that an update which replaces it is converted again.`,
  examples: [
    { script: initScript(), link: '/opt/acme/etc/acmed.init', reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
