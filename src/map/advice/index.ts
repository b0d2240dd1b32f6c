import type { Note } from '../../base/finding.ts';
import { ownStatusAdvice } from '../actions/status.ts';
import type { Draft, MapInput } from '../draft.ts';
import type { Started } from '../start/start.ts';
import { drawnAdvice } from './drawn.ts';
import { fileAdvice } from './files.ts';
import { hostStateAdvice } from './host-state.ts';
import { programAdvice } from './programs.ts';
import { scriptAdvice } from './script.ts';
import { startAdvice } from './start.ts';
import { stateAdvice } from './state.ts';
import { targetAdvice } from './target.ts';
import { type Advice, viewOf } from './view.ts';

const PASSES: readonly Advice[] = [
  scriptAdvice,
  startAdvice,
  stateAdvice,
  drawnAdvice,
  fileAdvice,
  targetAdvice,
  programAdvice,
  hostStateAdvice,
  ownStatusAdvice,
];

/** What a reader must know of a finished mapping: losses, changes and advice. Nothing here changes the unit. */
export function adviceNotes(input: MapInput, started: Started, draft: Draft): readonly Note[] {
  const view = viewOf(input, started, draft);
  return PASSES.flatMap(pass => pass(view));
}
