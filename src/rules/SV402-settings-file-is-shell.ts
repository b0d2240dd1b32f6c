import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV402',
  name: 'settings-file-is-shell',
  severity: 'high',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'hour', because: 'the lines are written anew and the values compared' },
  needs: ['settings-file'],
  identity: ['file'],
  params: ['file'],
  optional: ['line', 'problem'],
  what: p =>
    `${p.file}${p.line ? ` line ${p.line}` : ''} is shell code, which EnvironmentFile= does not run${p.problem ? `: ${p.problem}` : ''}`,
  why: 'The script ran the file; systemd reads assignments and nothing else. export, $(…), conditions and ulimit are dropped or taken literally, without an error.',
  todo: () => 'Write such lines as NAME=value. Where the value must be computed, compute it in a helper.',
  examples: [
    {
      script: initScript({
        top: '. /etc/sysconfig/acmed',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed $OPTIONS',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS="-h $(hostname)"\n' },
      reported: true,
    },
    {
      script: initScript({
        top: '. /etc/sysconfig/acmed',
        start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed $OPTIONS',
      }),
      settings: { '/etc/sysconfig/acmed': 'OPTIONS="-v"\n' },
      reported: false,
    },
  ],
};

export default rule;
