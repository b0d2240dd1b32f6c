import { note } from '../../base/finding.ts';
import { describe, type Field, textOf } from '../../model/word.ts';
import { type Advice, baseName, execsOf, programOf } from './view.ts';

/** What takes the host to another run level, or down (systemd's own names for it: systemctl(1), System Commands). */
const PROGRAMS = /^(?:shutdown|halt|reboot|poweroff)$/;
const VERBS = /^(?:isolate|rescue|emergency|halt|poweroff|reboot|kexec|soft-reboot|exit|default)$/;

/** A start that changes the state of the host: as a unit that is enabled, it would do so at each boot. */
export const hostStateAdvice: Advice = view =>
  execsOf(view)
    .filter(({ effect }) => changesHost(baseName(programOf(effect)), effect.argv.slice(1)))
    .map(({ effect }) => note('SV516', effect.span, { command: effect.argv.map(describe).join(' ') }));

function changesHost(program: string, words: readonly Field[]): boolean {
  const texts = words.map(word => textOf(word) ?? '');
  if (program === 'systemctl') return VERBS.test(texts.find(text => !text.startsWith('-')) ?? '');
  // Options that only ask or call it off: `shutdown -c`, `halt -w`.
  if (PROGRAMS.test(program)) return !texts.some(text => /^(?:-c|-w|--wtmp-only|--help)$/.test(text));
  // `telinit q` reads a table again that is no longer there.
  return /^(?:tel)?init$/.test(program) && texts.some(text => /^[0-6sS]$/.test(text));
}
