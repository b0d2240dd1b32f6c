import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV262',
  name: 'stop-refused',
  severity: 'medium',
  category: 'stop',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'it is to be known who makes the file, and when' },
  identity: ['test'],
  params: ['test'],
  what: p =>
    `stop sent its signal only where a test of its own said so (${p.test}); the unit is stopped without asking it`,
  why: 'systemd ends what it has started whatever ExecStop= says (systemd.service(5)): no file keeps a service from being stopped.',
  todo: () =>
    'Where the file was there to keep the service running, use RefuseManualStop=yes or take the right to stop it.',
  examples: [
    {
      script: initScript({ stop: '[ -f /etc/acme/nostop ] && return 0\nkillproc -p /var/run/acmed.pid acmed' }),
      reported: true,
    },
    {
      script: initScript({ stop: 'if [ ! -f /etc/acme/nostop ]; then\n  killproc -p /var/run/acmed.pid acmed\nfi' }),
      reported: true,
    },
    {
      script: initScript({ stop: '[ -f /var/run/acmed.pid ] || return 0\nkillproc -p /var/run/acmed.pid acmed' }),
      reported: false,
    },
    { script: initScript({ top: '[ -f /etc/acme.conf ] || exit 6' }), reported: false },
  ],
};

export default rule;
