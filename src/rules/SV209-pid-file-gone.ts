import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';
import { searchPath } from './search.ts';

const rule: Rule = {
  code: 'SV209',
  name: 'pid-file-gone',
  severity: 'low',
  category: 'files',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'the readers of one file are changed' },
  identity: ['path'],
  params: ['path'],
  optional: ['readers'],
  what: p => `the pid file ${p.path} is no longer written${p.readers ? `; it is read by ${p.readers}` : ''}`,
  why: 'The script wrote it, not the daemon; systemd knows the main process by itself and needs no file. Monitoring and logrotate scripts may still read it.',
  todo: () =>
    'Let them ask "systemctl show -p MainPID" or use "systemctl kill"; if they cannot, write the file in ExecStartPost=.',
  command: p => searchPath(`${p.path}`),
  examples: [
    {
      script: initScript({
        start: '/usr/sbin/acmed &\necho $! > /var/run/acmed.pid',
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
