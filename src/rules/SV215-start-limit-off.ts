import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV215',
  name: 'start-limit-off',
  severity: 'info',
  category: 'process',
  params: ['directive'],
  what: p => `the start limit is off (${p.directive}): an init script could be started as often as one liked`,
  why: 'systemd refuses to start a unit that was started five times in ten seconds, also by hand. A script had no such limit.',
  todo: () => 'Remove the line if the limit is welcome.',
  examples: [
    { script: initScript(), reported: true },
    { script: '#!/bin/sh\n# functions only\nacme() { :; }\n', reported: false },
  ],
};

export default rule;
