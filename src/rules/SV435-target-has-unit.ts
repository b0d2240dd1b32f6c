import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV435',
  name: 'target-has-unit',
  severity: 'high',
  category: 'enablement',
  confidence: 'proved',
  effort: { level: 'hour', because: 'two units are compared' },
  params: ['unit'],
  what: p => `the target has a ${p.unit} of its own, which the converted one would hide`,
  why: 'A unit in /etc/systemd/system goes before that of a package. The package takes care of its own: updates of it would have no effect.',
  todo: p =>
    `Compare both. If the one of the target will do, exclude the service in a file of overrides and carry local changes over in a drop-in; else rename ${p.unit} or apply with --replace.`,
  command: p => ['systemctl', 'cat', `${p.unit}`],
  examples: [
    { script: initScript(), targetFiles: { '/usr/lib/systemd/system/acmed.service': '' }, reported: true },
    { script: initScript(), targetFiles: {}, reported: false },
  ],
};

export default rule;
