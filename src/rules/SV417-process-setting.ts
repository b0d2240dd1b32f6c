import { categoryOfDirective } from './category.ts';
import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV417',
  name: 'process-setting',
  severity: 'medium',
  category: 'process',
  categoryOf: p => categoryOfDirective(p.directive),
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the files that the preparing commands make are looked at' },
  identity: ['directive'],
  params: ['what', 'directive'],
  what: p =>
    `${p.what} holds for the commands before the daemon too; ${p.directive} sets it for all commands of the unit`,
  why: 'A script changes umask, priority and limits at one point and the commands before it ran without. Directives count for every command of the unit.',
  todo: () => 'Check the files that the preparing commands make.',
  examples: [
    { script: initScript({ start: 'mkdir -p /srv/acme/spool\numask 077\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
