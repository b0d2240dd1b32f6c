import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV116',
  name: 'sourced-file-missing',
  severity: 'medium',
  category: 'input',
  effort: { level: 'minutes', because: 'one file is copied and the script converted again' },
  identity: ['file'],
  params: ['file'],
  what: p => `the script sources ${p.file}, which is not at hand`,
  why: 'What that file defines (functions, variables, even the start of the daemon) is unknown here, and everything that depends on it is a guess or stays in a helper.',
  todo: p =>
    `Convert with --root and an image of the old host, or copy ${p.file} below the directory given by --settings.`,
  examples: [
    { script: initScript({ top: '. /opt/acme/lib/common.sh' }), reported: true },
    {
      script: initScript({ top: '. /opt/acme/lib/common.sh' }),
      settings: { '/opt/acme/lib/common.sh': 'ACME_HOME=/opt/acme\n' },
      reported: false,
    },
  ],
};

export default rule;
