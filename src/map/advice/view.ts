import type { Note } from '../../base/finding.ts';
import type { Step } from '../../model/behaviour.ts';
import type { ExecEffect, NoiseEffect } from '../../model/effect.ts';
import { type Field, remembered, textOf, type Value } from '../../model/word.ts';
import type { Draft, MapInput, PlaceOf } from '../draft.ts';
import type { Started } from '../start/start.ts';
import { type ExecItem, isExec } from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { type Timeline, timelineOf } from '../timeline/timeline.ts';

/** What a pass that only tells, and changes nothing, may look at. */
export interface View {
  readonly input: MapInput;
  readonly started: Started;
  readonly draft: Draft;
  /** The start action in the order of its run. */
  readonly start: Timeline;
  readonly stop: Timeline;
}

export type Advice = (view: View) => readonly Note[];

export function viewOf(input: MapInput, started: Started, draft: Draft): View {
  const stop = input.actions.get('stop')?.steps ?? [];
  return { input, started, draft, start: startTimelineOf(input), stop: timelineOf(stop) };
}

/** Programs that the start runs. */
export function execsOf(view: View): readonly ExecItem[] {
  return view.start.items.filter(isExec);
}

/** All steps of an action, the inner ones after their own. */
export function flatten(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap(step => {
    switch (step.kind) {
      case 'call':
      case 'loop':
      case 'pipe':
        return [step, ...flatten(step.body)];
      case 'branch':
        return [step, ...flatten(step.then), ...flatten(step.otherwise)];
      case 'effect':
      case 'exit':
      case 'return':
        return [step];
    }
  });
}

/** Statements of an action that only kept the shell's books, and that no shell of the unit runs any more. */
export function droppedNoise({ input, draft, started }: View, action: string): readonly NoiseEffect[] {
  const asWas = action === 'start' && started.bare === true;
  const steps = flatten(input.actions.get(action)?.steps ?? []);
  return steps.flatMap(step =>
    step.kind === 'effect' &&
    step.effect.kind === 'noise' &&
    !runsStill(draft.places.get(action)?.get(step.effect.span.start), asWas)
      ? [step.effect]
      : [],
  );
}

/** In a helper, or in the text for a shell by which the unit does what the script did. */
function runsStill(where: PlaceOf | undefined, asWas: boolean): boolean {
  return where?.place === 'helper' || (asWas && where?.place === 'directive' && where.detail.startsWith('Exec'));
}

/** The program of an exec, and its base name; empty where only the run knows. */
export function programOf(effect: ExecEffect): string {
  return textOf(effect.argv[0] ?? { parts: [] }) ?? '';
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Why parts of a value are unknown, each reason once. */
export function unknownsOf(value: Value | undefined): readonly string[] {
  return value ? reasonsIn(value) : [];
}

const reasonsIn = remembered((value): readonly string[] => [
  ...new Set(
    value.parts.flatMap(part =>
      part.kind === 'unknown' ? [part.reason] : part.kind === 'choice' ? part.among.flatMap(reasonsIn) : [],
    ),
  ),
]);

/** The first line of the statement at a span, for messages. */
export function textAt(input: MapInput, span: { readonly start: number; readonly end: number }): string {
  const text = input.source.text.slice(span.start, span.end);
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 80 || line !== text ? `${line.slice(0, 80)} …` : line;
}

/** Where an exec writes its output, when that is a file. */
export function outputsOf(effect: ExecEffect): readonly Field[] {
  return [effect.process.stdout, effect.process.stderr].flatMap(stream =>
    stream.kind === 'file' ? [stream.path] : [],
  );
}
