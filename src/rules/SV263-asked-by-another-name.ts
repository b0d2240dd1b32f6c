import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const asks = (name: string): string =>
  initScript({
    start: `pid=$(ps ax | grep ${name} | grep -v grep | awk '{ print $1 }')\n[ -z "$pid" ] || return 0\ndaemon /usr/sbin/acmed`,
  });

const rule: Rule = {
  code: 'SV263',
  name: 'asked-by-another-name',
  severity: 'low',
  category: 'programs',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one looks whose process has that name' },
  identity: ['asked'],
  params: ['asked'],
  what: p =>
    `start looked for a process named "${p.asked}", a name that the script says nowhere else; it is taken for the service itself`,
  why: 'systemd does not start what it has started already, so a unit asks nothing of the kind. A start that looked for a process of another service did something else with the answer.',
  todo: p =>
    `Check that "${p.asked}" is what a process of this service looks like in ps. If it is another service, order this unit after that one, or test for it in ExecStartPre=.`,
  examples: [
    { script: asks('org.acme.Main'), reported: true },
    { script: asks('acmed'), reported: false },
    { script: asks('/usr/sbin/acmed'), reported: false },
    { script: initScript(), reported: false },
  ],
};

export default rule;
