import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV428',
  name: 'program-in-home',
  severity: 'medium',
  category: 'security',
  effort: { level: 'minutes', because: 'the program is moved or its label changed' },
  params: ['program'],
  what: p => `${p.program} lies in a home directory: SELinux does not let systemd execute it`,
  why: 'An init script ran programs from its own domain. systemd (init_t) may not execute files of type user_home_t, so the start fails with 203/EXEC where SELinux is enforcing.',
  todo: p =>
    `Move the program below /opt or /usr/local, or give it another type: "semanage fcontext -a -t bin_t ${p.program}", then restorecon.`,
  command: p => ['semanage', 'fcontext', '-a', '-t', 'bin_t', `${p.program}`],
  examples: [
    { script: initScript({ start: '/home/acme/bin/acmed &' }), reported: true },
    { script: initScript({ start: '/home/acme/bin/acmed &' }), target: 'debian12', reported: false },
    { script: initScript({ start: '/opt/acme/bin/acmed &' }), reported: false },
  ],
};

export default rule;
