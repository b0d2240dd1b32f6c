import { note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Service } from '../../model/service.ts';
import type { Target } from '../../unit/target.ts';
import { lose, newDraft, place } from '../draft.ts';
import { finish } from '../finish.ts';
import { linesOf } from '../lines.ts';

interface Meaning {
  readonly usual: RegExp;
  readonly reason: string;
  readonly instead: string;
}

/** Settings of /etc/sysconfig/init of RHEL 6 that change more than the looks of the boot (initscripts, sysconfig.txt). */
const SETTINGS: ReadonlyMap<string, Meaning> = new Map([
  [
    'SINGLE',
    {
      usual: /^\/sbin\/sulogin$/,
      reason: 'the rescue shell of systemd always asks for the password of root',
      instead: 'If nobody knows the password, set one before the new host is needed',
    },
  ],
  [
    'ACTIVE_CONSOLES',
    {
      usual: /^\/dev\/tty\[1-6\]$/,
      reason: 'systemd makes logins on the first six virtual terminals when they are asked for',
      instead: 'Set NAutoVTs= in /etc/systemd/logind.conf',
    },
  ],
  [
    'LOGLEVEL',
    {
      usual: /^[37]$/,
      reason: 'the kernel’s level of messages on the console is no matter of units',
      instead: 'Set kernel.printk in /etc/sysctl.d',
    },
  ],
  [
    'AUTOSWAP',
    {
      usual: /^no$/,
      reason: 'swap that is not in fstab is found by its partition type alone',
      instead: 'Name the swap in /etc/fstab',
    },
  ],
]);

/** /etc/sysconfig/init: what systemd does otherwise. */
export function convertBootSettings(file: TextFile, target: Target): Service {
  const lines = linesOf(file).flatMap(({ text, span }) => {
    const [, name, raw] = /^\s*(?:export\s+)?([A-Z_]+)=(.*)$/.exec(text) ?? [];
    return name === undefined
      ? []
      : [{ name, value: (raw ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'), item: { span, text: text.trim() } }];
  });
  const draft = newDraft(
    'boot-settings',
    lines.map(({ item }) => item),
  );
  const known = new Set(lines.map(({ item }) => item.span.line));
  for (const { text, span } of linesOf(file))
    if (!known.has(span.line) && !/^\s*(?:#|$)/.test(text))
      draft.notes.push(note('SV140', span, { reason: 'it is no assignment of a setting' }));
  for (const { name, value, item } of lines) {
    const meaning = SETTINGS.get(name);
    if (meaning && !meaning.usual.test(value)) lose(draft, item, meaning.reason, meaning.instead);
    else place(draft, item, 'noise', 'it is about the old boot');
  }
  return finish(draft, { name: 'sysconfig-init', file, target, reason: 'settings of the old boot' });
}
