import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV218',
  name: 'reads-stdin',
  severity: 'high',
  category: 'input-output',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the answer needs another way in, and a start at boot has to be tried' },
  params: [],
  optional: ['command'],
  what: p => `${p.command ? `"${p.command}"` : 'the script'} reads from the terminal, and a unit has none`,
  why: 'Standard input of a service is /dev/null: the read fails at once or gets an empty line, and the service starts without the answer or not at all.',
  todo: () => 'Give the answer in a file or by "systemd-ask-password"; set StandardInput= only if nothing else helps.',
  examples: [
    {
      script: initScript({
        start: 'echo -n "Pass phrase: "\nread -r phrase\ndaemon --pidfile /var/run/acmed.pid /usr/sbin/acmed',
      }),
      reported: true,
    },
    {
      script: initScript({ cases: 'setup) select mode in fast safe; do break; done; echo $mode > /etc/acme/mode ;;' }),
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
