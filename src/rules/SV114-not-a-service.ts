import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV114',
  name: 'not-a-service',
  severity: 'info',
  // Without a unit it would silently never start.
  severityOf: p => (p.registered === undefined ? 'info' : 'high'),
  category: 'input',
  categoryOf: p => (p.runs === undefined ? 'input' : 'programs'),
  effort: { level: 'none', because: 'most such files are libraries and notes' },
  params: ['reason'],
  optional: ['registered', 'runs'],
  what: p =>
    [
      `not taken for a service: ${p.reason}`,
      p.registered === undefined ? '' : `, though its ${p.registered} header registers it`,
      p.runs === undefined ? '' : `; no unit runs what it runs, first "${p.runs}"`,
    ].join(''),
  why: 'A file without a start action, or a part of the old boot that systemd does itself, needs no unit; one that was meant as a service would be missed.',
  todo: () => 'If this file starts something that is needed, write a unit for it by hand.',
  examples: [
    { script: '#!/bin/sh\n# functions for acme scripts\nacme_log() {\n    logger -t acme "$*"\n}\n', reported: true },
    { script: initScript().replace(/\ncase [\s\S]*/, '\nexit 0\n'), reported: true },
    { script: initScript(), reported: false },
  ],
};

export default rule;
