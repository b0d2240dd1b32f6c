import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const LOOP = {
  start: 'for i in a b; do /usr/sbin/acmed --name $i --pid /run/acmed-$i.pid & done',
  stop: 'for i in a b; do killproc -p /run/acmed-$i.pid acmed; done',
};

const rule: Rule = {
  code: 'SV239',
  name: 'template',
  severity: 'low',
  severityOf: p => (p.setting ? 'medium' : 'low'),
  category: 'process',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the list of instances is compared with the one that is wanted' },
  params: ['template', 'list'],
  optional: ['setting'],
  what: p =>
    `one daemon for each of ${p.list}: ${p.template} is the template of them${p.setting ? `, and what ${p.setting} holds today is in the unit` : ''}`,
  why: 'Each instance can be started, stopped and seen by itself. Which there are stands in Wants= of the unit that is called like the script; systemd does not read it from a settings file.',
  todo: p =>
    `For another instance add "${p.template?.replace('@.', '@NAME.')}" to Wants= and After= by a drop-in${p.setting ? `; a change of ${p.setting} alone does nothing any more` : ''}.`,
  examples: [
    { script: initScript(LOOP), templates: true, reported: true },
    { script: initScript(LOOP), reported: false },
    { script: initScript(), templates: true, reported: false },
  ],
};

export default rule;
