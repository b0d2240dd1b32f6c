import { interpretText } from '../../interpret/action.ts';
import type { Condition } from '../../model/behaviour.ts';
import type { Operation, SignalEffect } from '../../model/effect.ts';
import type { ProcessState } from '../../model/process.ts';
import type { OutputFile } from '../../model/service.ts';
import { EMPTY, type Field, literal, setting, textOf, type Value } from '../../model/word.ts';
import { parseSource } from '../../shell/parse.ts';
import type { Phase, UnitCommand, UnitEffects } from '../../unit/effects.ts';
import type { UnitProcess } from '../../unit/process.ts';
import { asOwnCall } from '../actions/own-actions.ts';
import type { MapInput } from '../draft.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { wordText } from './command-text.ts';
import { conditionsOf, conjuncts } from './compare-conditions.ts';
import { isReadAlike } from './compare-settings.ts';

/** A program that the unit executes, by itself or through a shell. */
export interface Run {
  readonly argv: readonly Field[];
  readonly unit: UnitProcess;
  readonly operation?: Operation;
  /** What a shell in between changed. */
  readonly shell?: ProcessState;
  /** Tests that shells make before it. */
  readonly conditions: readonly Condition[];
  readonly shellOnly?: string;
}

/** What the start, the stop or the reload of a unit executes. */
export interface UnitRun {
  readonly runs: readonly Run[];
  /** Signals that its own lines send, in order, as `signalText` says them. */
  readonly signals: readonly string[];
  /** Something in a shell text that no program is: only the run knows what it does. */
  readonly residue: boolean;
}

/** Lines that systemd executes for an action, in the order of their run. */
const PHASES = {
  start: ['ExecCondition', 'ExecStartPre', 'ExecStart', 'ExecStartPost'],
  stop: ['ExecStop', 'ExecStopPost'],
  reload: ['ExecReload'],
} as const satisfies Record<string, readonly Phase[]>;

/**
 * The programs behind the lines of a finished unit. Helpers and the texts of `sh -c` are read as any script is, with
 * the unit's settings in their environment; nothing here knows how they were written.
 */
export function unitRun(
  input: MapInput,
  phase: keyof typeof PHASES,
  effects: UnitEffects,
  files: readonly OutputFile[],
  action: string = phase,
): UnitRun {
  const runs: Run[] = [];
  const signals: string[] = [];
  // A line that tests holds for all lines, as a condition of the unit does.
  const tests: Condition[] = [];
  let residue = false;
  for (const command of effects.commands) {
    if (!(PHASES[phase] as readonly Phase[]).includes(command.phase)) continue;
    const text = shellText(input, command, files);
    if (!text) {
      const argv = withoutEnv(command.argv);
      const signal = signalOf(argv);
      if (signal !== undefined) signals.push(signal);
      else if (!isPlaceholder(argv)) runs.push({ argv, unit: command.process, conditions: [] });
      continue;
    }
    const { steps } = interpretText(
      parseSource(text.path, text.content),
      {
        action,
        args: text.args,
        variables: environment(input, action, command, text.name),
        known: input.actions.get(action)?.trail.settings ?? new Map(),
        behindStart: command.phase === 'ExecStartPost',
        behindEnd: command.phase === 'ExecStopPost',
        ...(input.constants && { constants: input.constants }),
      },
      input.host,
    );
    const timeline = timelineOf(steps);
    if (timeline.items.length === 0) tests.push(...timeline.gates.flatMap(gate => conjuncts(gate.require)));
    for (const item of timeline.items) {
      if (item.effect.kind === 'signal') signals.push(signalText(item.effect));
      else if (action === 'stop' && item.effect.kind === 'residue' && item.effect.jobs) continue;
      else if (item.effect.kind !== 'exec') residue = true;
      else if (!item.effect.query && !isLook(text.content, item.effect.span.start))
        runs.push({
          argv: withoutEnv(passed(item.effect.argv, text.words)),
          unit: command.process,
          ...(item.effect.operation && { operation: item.effect.operation }),
          shell: item.effect.process,
          conditions: conditionsOf(timeline, item),
          ...(item.shellOnly !== undefined && { shellOnly: item.shellOnly }),
        });
    }
  }
  const told = runs.map(run => ({
    ...run,
    argv: asOwnCall(input, files, run.argv),
    conditions: [...tests, ...run.conditions],
  }));
  return { runs: told, signals, residue };
}

/** In place of startproc, which waits as briefly for what it has started. */
function isLook(content: string, start: number): boolean {
  return /^sleep 1;\s+kill -0 \$! 2>\/dev\/null \|\| wait \$!/.test(content.slice(start, start + 60));
}

/** The signals of one sender in turn. To whom is the pass's decision: the unit knows its own processes. */
export function signalText({ schedule }: SignalEffect): string {
  return schedule.steps.map(step => step.signal).join(' ');
}

/** `/bin/kill -HUP $MAINPID` */
function signalOf(argv: readonly Field[]): string | undefined {
  const [program, signal, pid, more] = argv.map(field => wordText(field));
  return program === '/bin/kill' && pid === '$MAINPID' && more === undefined ? signal?.replace(/^-/, '') : undefined;
}

/** `"$@"` hands on what systemd has split already. */
function passed(argv: readonly Field[], args: readonly Field[]): readonly Field[] {
  const bare = (fields: readonly Field[]): string => fields.map(field => wordText(unquoted(field))).join('\0');
  return argv.length === args.length && bare(argv) === bare(args) ? args : argv;
}

function unquoted(field: Field): Field {
  return { parts: field.parts.map(part => ({ ...part, quoted: false })) };
}

interface ShellText {
  readonly path: string;
  readonly content: string;
  readonly name: Value;
  readonly args: readonly Value[];
  /** The words that it may hand on as a command. */
  readonly words: readonly Field[];
}

/** The text that a command gives to a shell, if it does. */
function shellText(input: MapInput, { argv }: UnitCommand, files: readonly OutputFile[]): ShellText | undefined {
  const [program = EMPTY, option = EMPTY, text = EMPTY, name = EMPTY, ...args] = argv;
  const path = textOf(program) ?? '';
  const content = textOf(text);
  if (/^\/bin\/(?:ba)?sh$/.test(path) && /^-[el]?c$/.test(textOf(option) ?? '') && content !== undefined)
    return { path: input.source.path, content, name, args, words: [name, ...args] };
  if (path === '/usr/bin/test')
    return { path: input.source.path, content: 'test "$@" || exit', name: program, args: argv.slice(1), words: [] };
  // `su - acme -c …` runs what it is given by itself, and killproc sends a signal.
  if (/^(?:\/usr)?\/s?bin\/(?:su|runuser|killproc|killall|pkill)$/.test(path))
    return { path: input.source.path, content: '"$@"', name: program, args: argv, words: argv };
  // An action of the script is called as the script called it.
  const helper = files.find(file => file.path === path && file.kind !== 'action');
  return (
    helper && {
      path: input.source.path,
      content: helper.content,
      name: program,
      args: argv.slice(1),
      words: argv.slice(1),
    }
  );
}

/** The unit's settings, which the shell finds in its environment. */
function environment(input: MapInput, action: string, command: UnitCommand, name: Value): ReadonlyMap<string, Value> {
  const variables = new Map<string, Value>();
  if (command.process.environmentFiles.length > 0)
    for (const [one, { today }] of input.actions.get(action)?.trail.settings ?? []) {
      if (!isReadAlike(input, command.process, one)) continue;
      // A frozen setting is read as the script was read: with its value of today.
      if (!input.constants?.has(one)) variables.set(one, setting(one));
      else if (today !== undefined) variables.set(one, literal(today));
    }
  for (const one of command.process.environment.keys())
    if (input.actions.get(action)?.trail.settings.has(one)) variables.set(one, setting(one));
  return variables.set('0', name);
}

/** `/usr/bin/env PROGRAM` only looks the program up. */
function withoutEnv(argv: readonly Field[]): readonly Field[] {
  const [program = EMPTY, first] = argv;
  const plain = first && !/^-|=/.test(textOf(first) ?? '-');
  return textOf(program) === '/usr/bin/env' && plain ? argv.slice(1) : argv;
}

function isPlaceholder(argv: readonly Field[]): boolean {
  return argv.length === 1 && textOf(argv[0] ?? EMPTY) === '/bin/true';
}
