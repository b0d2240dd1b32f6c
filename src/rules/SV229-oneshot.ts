import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV229',
  name: 'oneshot',
  severity: 'info',
  category: 'process',
  effort: { level: 'none', because: 'it is what the script did' },
  params: ['reason'],
  what: p => `the start leaves no process behind (${p.reason}): Type=oneshot with RemainAfterExit=yes`,
  why: 'systemd shows the unit as "active (exited)" until it is stopped; a second start does nothing while it is.',
  todo: () => 'Use "systemctl restart" where the start action was called again to apply a change.',
  examples: [
    {
      // A script whose status asks for a process is no such script.
      script: `#!/bin/sh
# chkconfig: 345 85 15
# description: Acme set-up
case "$1" in
    start) /usr/sbin/acme-setup --load ;;
    stop) /usr/sbin/acme-setup --unload ;;
esac
`,
      reported: true,
    },
    { script: initScript(), reported: false },
  ],
};

export default rule;
