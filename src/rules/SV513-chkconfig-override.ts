import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV513',
  name: 'chkconfig-override',
  severity: 'low',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'whether the reason for it still holds is known to who wrote it' },
  params: ['path', 'what'],
  what: p => `${p.path} takes the place of the script's own header: ${p.what}`,
  why: 'Somebody of this host decided so against the package. systemd does not read the folder, so that the unit has to say it; rc links still come before both.',
  todo: () => 'See whether the decision is right for the new host; the file itself is not needed there.',
  examples: [
    {
      script: initScript(),
      headerOverride: '# chkconfig: 2345 99 01\n',
      reported: true,
    },
    { script: initScript(), headerOverride: '# moved for the storage team\n', reported: false },
    { script: initScript(), reported: false },
  ],
};

export default rule;
