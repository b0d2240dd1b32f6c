import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const HEADER =
  '### BEGIN INIT INFO\n# Provides: acmed\n# Default-Start: 3 5\n# Short-Description: Acme daemon\n# X-Interactive: ANSWER\n### END INIT INFO';

const rule: Rule = {
  code: 'SV107',
  name: 'interactive',
  severity: 'medium',
  category: 'input-output',
  confidence: 'proved',
  effort: { level: 'hour', because: 'what it asks has to be found out, and a start at boot tried' },
  needs: ['unit', 'lsb-header'],
  params: [],
  what: () => 'the header says that the script talks to the person at the console (X-Interactive); a unit has none',
  why: 'insserv ran such a script alone, with the console to itself. systemd starts units side by side, with /dev/null to read from.',
  todo: () =>
    'Start the service by hand and see what it asks; give the answer in a file, or ask by "systemd-ask-password" in ExecStartPre=.',
  examples: [
    { script: initScript({ header: HEADER.replace('ANSWER', 'true') }), reported: true },
    { script: initScript({ header: HEADER.replace('ANSWER', 'false') }), reported: false },
  ],
};

export default rule;
