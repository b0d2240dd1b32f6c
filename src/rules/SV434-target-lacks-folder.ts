import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV434',
  name: 'target-lacks-folder',
  severity: 'high',
  category: 'cwd',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one folder is made' },
  params: ['name', 'unit'],
  what: p => `the target has no folder ${p.name}, in which ${p.unit} works`,
  why: 'The start fails with status 200/CHDIR, or 209/STDOUT where the folder is that of a log file.',
  todo: p => `Make ${p.name} with owner and mode of the old host.`,
  command: p => ['ls', '-ld', `${p.name}`],
  examples: [
    { script: initScript(), override: '[Service]\nWorkingDirectory=/srv/acme\n', targetFiles: {}, reported: true },
    {
      script: initScript(),
      override: '[Service]\nWorkingDirectory=/srv/acme\n',
      targetFiles: { '/srv/acme/data': '' },
      reported: false,
    },
  ],
};

export default rule;
