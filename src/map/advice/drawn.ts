import { type Note, note } from '../../base/finding.ts';
import { writtenFile } from '../../interpret/redirect.ts';
import type { ExecEffect } from '../../model/effect.ts';
import { isDrawn, type Value } from '../../model/word.ts';
import { type Advice, execsOf, textAt, unknownsOf } from './view.ts';

/** Commands that give another text each time that they run, whatever the host. */
const DRAWS = /^output of \W*(?:\S*\/)?(?:mktemp|tempfile|uuidgen|mcookie|shuf|pwgen|makepasswd|apg)\b/;

/** What a daemon gets that is drawn anew at each start, and so differs between any two: nobody can compare it with the old host's. */
export const drawnAdvice: Advice = view => {
  const notes: Note[] = [];
  const told = new Set<string>();
  for (const { effect } of execsOf(view)) {
    if (effect !== view.started.main?.effect && effect.starter === 'plain') continue;
    for (const [about, value] of valuesOf(effect)) {
      if (told.has(about) || !isDrawnAnew(value)) continue;
      told.add(about);
      notes.push(note('SV429', effect.span, { about, command: textAt(view.input, effect.span) }));
    }
  }
  return notes;
};

/** The values that a process gets, by what they are to it. */
function valuesOf(effect: ExecEffect): readonly (readonly [about: string, value: Value])[] {
  return [
    ...effect.argv.map(word => ['argv', word] as const),
    ...[...effect.process.exported].map(([name, value]) => [name, value] as const),
    ...[effect.process.stdout, effect.process.stderr]
      .flatMap(stream => writtenFile(stream) ?? [])
      .map(path => ['output', path] as const),
  ];
}

function isDrawnAnew(value: Value): boolean {
  return isDrawn(value) || unknownsOf(value).some(reason => DRAWS.test(reason));
}
