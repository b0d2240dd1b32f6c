import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV208',
  name: 'pidfile-assumed',
  severity: 'medium',
  category: 'process',
  confidence: 'assumed',
  effort: { level: 'minutes', because: 'the daemon is started once and a path looked at' },
  params: ['path'],
  what: p => `PIDFile=${p.path} is assumed: the script does not say that the program writes it`,
  why: 'With a pid file that nobody writes the start runs into its time limit and fails, although the daemon is there.',
  todo: p =>
    `Start the daemon and look whether ${p.path} appears; if not, remove PIDFile= and let systemd find the main process.`,
  command: p => ['ls', '-l', `${p.path}`],
  examples: [
    {
      script: initScript({
        header: '# chkconfig: 345 85 15\n# description: Acme daemon',
        start: 'daemon /usr/sbin/acmed',
        stop: 'kill `cat /var/run/acmed.pid`',
      }),
      reported: true,
    },
    {
      script: initScript({ start: 'daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed -p /var/run/acmed.pid' }),
      reported: false,
    },
  ],
};

export default rule;
