import { initScript } from './example-script.ts';
import type { Rule } from './rule.ts';

const loop = (file: string): string => `while read -r type path mode user group rest; do
    [ "$type" = d ] && install -d -m "$mode" -o "$user" -g "$group" "$path"
  done < ${file}
  daemon --pidfile /var/run/acmed.pid /usr/sbin/acmed`;

const rule: Rule = {
  code: 'SV440',
  name: 'tmpfiles-read',
  severity: 'low',
  category: 'files',
  confidence: 'inferred',
  effort: { level: 'minutes', because: 'one look at the target' },
  identity: ['file'],
  params: ['file'],
  what: p => `the script makes what ${p.file} says; systemd does so at boot, and the unit does not`,
  why: 'Rules of tmpfiles.d are carried out before services start (tmpfiles.d(5)). The file has to be on the target, where the package put it on the old host.',
  todo: p => `See that the target has ${p.file}, or copy it.`,
  command: p => ['systemd-tmpfiles', '--create', `${p.file}`],
  examples: [
    { script: initScript({ start: loop('/usr/lib/tmpfiles.d/acmed.conf') }), reported: true },
    { script: initScript({ start: loop('/etc/acme/folders') }), reported: false },
  ],
};

export default rule;
