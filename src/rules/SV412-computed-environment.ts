import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  code: 'SV412',
  name: 'computed-environment',
  severity: 'medium',
  category: 'settings',
  confidence: 'proved',
  effort: { level: 'minutes', because: 'one value is looked at on the host' },
  identity: ['variable'],
  params: ['variable', 'command'],
  what: p => `${p.variable} is computed at each start by "${p.command}"`,
  why: 'A unit cannot run a command to get a value. A shell does it before the daemon is executed, as the script did.',
  todo: p => `If the value never changes on this host, write it as Environment=${p.variable}=…`,
  examples: [
    { script: initScript({ start: 'HOSTID=$(/usr/bin/hostid)\nexport HOSTID\n/usr/sbin/acmed &' }), reported: true },
    { script: initScript({ start: 'HOSTID=7\nexport HOSTID\n/usr/sbin/acmed &' }), reported: false },
  ],
};

export default rule;
