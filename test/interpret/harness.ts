import { describe, expect, test } from '@jest/globals';
import { type Interpretation, interpretAction } from '../../src/interpret/action.ts';
import type { HostView, Trail } from '../../src/interpret/context.ts';
import type { Condition, Step } from '../../src/model/behaviour.ts';
import type { Effect, ExecEffect, Operation, SignalEffect } from '../../src/model/effect.ts';
import type { ProcessState, Stream } from '../../src/model/process.ts';
import type { Part, PidSource, Value } from '../../src/model/word.ts';
import { parseSource } from '../../src/shell/parse.ts';

export interface Options {
  readonly action?: string;
  /** Files that the script may source, by path. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly path?: string;
  /** The settings are all that the host has. */
  readonly complete?: boolean;
  readonly constants?: readonly string[];
  readonly library?: HostView['library'];
  readonly family?: HostView['family'];
  /** What every script of a table begins with. */
  readonly before?: string;
}

export function host(options: Options): HostView {
  const files = new Map(Object.entries(options.settings ?? {}));
  return {
    settings: (path: string) => files.get(path),
    ...(options.complete && { complete: true }),
    ...(options.library && { library: options.library }),
    ...(options.family && { family: options.family }),
  };
}

export function run(script: string, options: Options = {}): Interpretation {
  const source = parseSource(options.path ?? '/etc/init.d/acmed', (options.before ?? '') + script);
  return interpretAction(source, options.action ?? 'start', host(options), new Set(options.constants));
}

/** What a script does, a line for each step; branches and calls are indented. */
export function interpret(script: string, options: Options = {}): readonly string[] {
  const { steps, trail } = run(script, options);
  return printSteps(steps, trail);
}

/** The notes of a script: code and parameters. */
export function notesOf(script: string, options: Options = {}): readonly string[] {
  return run(script, options).notes.map(({ code, params }) =>
    [code, ...Object.entries(params).map(([key, value]) => `${key}=${value}`)].join(' '),
  );
}

type Row = readonly [script: string, ...lines: string[]];

/** A test for each row: a script, then the lines of its behaviour. */
export function table(name: string, rows: readonly Row[], options: Options = {}): void {
  describe(name, () => {
    test.each(rows.map(([script, ...lines]) => [script, lines] as const))('%s', (script, lines) => {
      expect(interpret(script, options)).toEqual(lines);
    });
  });
}

/** A test for each row: a script, then its notes. */
export function noteTable(name: string, rows: readonly Row[], options: Options = {}): void {
  describe(name, () => {
    test.each(rows.map(([script, ...lines]) => [script, lines] as const))('%s', (script, lines) => {
      expect(notesOf(script, options)).toEqual(lines);
    });
  });
}

/**
 * A test for each row: the words behind the name of `show`, then the arguments that it gets. `setup` runs before.
 */
export function words(
  name: string,
  setup: string,
  rows: readonly (readonly [words: string, ...fields: string[]])[],
  options: Options = {},
): void {
  describe(name, () => {
    test.each(rows.map(([given, ...fields]) => [given, fields] as const))('%s', (given, fields) => {
      const { trail } = run(`${setup}\nshow ${given}`, options);
      const shown = [...trail.effects.values()].findLast(
        (effect): effect is ExecEffect => effect.kind === 'exec' && effect.argv[0]?.parts.every(isShow) === true,
      );
      expect(shown?.argv.slice(1).map(field => printValue(field, trail))).toEqual(fields);
    });
  });
}

function isShow(part: Part): boolean {
  return part.kind === 'literal' && part.text === 'show';
}

export function printSteps(steps: readonly Step[], trail: Trail): string[] {
  const inner = (body: readonly Step[]): string[] => printSteps(body, trail).map(line => `  ${line}`);
  return steps.flatMap((step): string[] => {
    switch (step.kind) {
      case 'effect':
        return [printEffect(step.effect, trail)];
      case 'branch':
        return [
          `if ${printCondition(step.condition, trail)}`,
          ...inner(step.then),
          ...(step.otherwise.length > 0 ? ['else', ...inner(step.otherwise)] : []),
        ];
      case 'call':
        return [`call ${step.name}`, ...inner(step.body)];
      case 'loop':
        return [step.waiting ? 'wait loop' : 'loop', ...inner(step.body)];
      case 'pipe':
        return ['pipe', ...inner(step.body)];
      case 'exit':
      case 'return':
        return [step.code === undefined ? step.kind : `${step.kind} ${step.code}`];
    }
  });
}

export function printEffect(effect: Effect, trail: Trail): string {
  switch (effect.kind) {
    case 'noise':
      return `noise ${effect.reason}`;
    case 'residue':
      return `residue ${effect.reason}`;
    case 'signal':
      return printSignal(effect, trail);
    case 'exec': {
      const { argv0, pidFile, operation } = effect;
      return [
        'exec',
        ...(effect.starter === 'plain' ? [] : [effect.starter]),
        ...(effect.background ? ['&'] : []),
        ...(argv0 ? [`argv0=${printField(argv0, trail)}`] : []),
        ...(pidFile ? [`pidfile=${printField(pidFile.path, trail)}${pidFile.made ? '(made)' : ''}`] : []),
        ...(effect.query ? ['query'] : []),
        ...(effect.notify ? ['notify'] : []),
        ...(effect.shell === undefined ? [] : [`shell(${effect.shell})`]),
        ...printProcess(effect.process, trail),
        `: ${effect.argv.map(field => printField(field, trail)).join(' ')}`,
        ...(operation ? [`[${printOperation(operation, trail)}]`] : []),
      ]
        .join(' ')
        .replace(' : ', ': ');
    }
  }
}

function printSignal(effect: SignalEffect, trail: Trail): string {
  const { target, schedule, pidFile } = effect;
  return [
    'signal',
    target.kind === 'unknown' ? `unknown:${target.text}` : printSource(target),
    ...schedule.steps.map(step => (step.seconds === undefined ? step.signal : `${step.signal} ${step.seconds}`)),
    effect.reach,
    `by ${effect.by}`,
    ...(pidFile ? [`pidfile=${printField(pidFile, trail)}`] : []),
  ].join(' ');
}

function printSource(source: PidSource | { readonly kind: 'executable'; readonly path: string }): string {
  switch (source.kind) {
    case 'file':
    case 'executable':
      return `${source.kind}:${source.path}`;
    case 'name':
      return `name:${source.name}`;
    default:
      return source.kind;
  }
}

function printProcess(process: ProcessState, trail: Trail): string[] {
  const value = (key: string, given: Value | undefined): string[] =>
    given === undefined ? [] : [`${key}=${printField(given, trail)}`];
  const stream = (sign: string, given: Stream): string[] =>
    given.kind === 'inherit' ? [] : [`${sign}${printStream(given, trail)}`];
  return [
    ...value('user', process.user),
    ...value('group', process.group),
    ...(process.supplementaryGroups ?? []).flatMap(group => value('groups', group)),
    ...value('cwd', process.cwd),
    ...value('root', process.root),
    ...value('umask', process.umask),
    ...value('nice', process.nice),
    ...value('io', process.ioClass),
    ...value('ioprio', process.ioPriority),
    ...value('sched', process.schedulerPolicy),
    ...value('rtprio', process.schedulerPriority),
    ...value('cpus', process.affinity),
    ...value('oom', process.oomScore),
    ...[...process.limits].map(
      ([name, { soft, hard }]) =>
        `${name}=${soft ? printField(soft, trail) : ''}:${hard ? printField(hard, trail) : ''}`,
    ),
    ...(process.login ? ['login'] : []),
    ...(process.clean ? ['clean'] : []),
    ...(process.cgroups ?? []).flatMap(group => value('cgroup', group)),
    ...[...process.exported].map(([name, exported]) => `env:${name}=${printField(exported, trail)}`),
    ...stream('<', process.stdin),
    ...stream('>', process.stdout),
    ...stream('2>', process.stderr),
    ...(process.varying.size > 0 ? [`varying(${[...process.varying].join(',')})`] : []),
  ];
}

function printStream(stream: Stream, trail: Trail): string {
  switch (stream.kind) {
    case 'file':
      return `${stream.append ? '+' : ''}${printField(stream.path, trail)}`;
    case 'other':
      return `<${stream.text}>`;
    default:
      return stream.kind;
  }
}

function printOperation(operation: Operation, trail: Trail): string {
  const one = (value: Value | undefined): string => (value ? printField(value, trail) : '');
  const all = (values: readonly Value[]): string => values.map(one).join(' ');
  switch (operation.kind) {
    case 'mkdir': {
      const owner = operation.owner || operation.group ? ` owner=${one(operation.owner)}:${one(operation.group)}` : '';
      const mode = operation.mode === undefined ? '' : ` mode=${operation.mode}`;
      return `mkdir${operation.parents ? ' -p' : ''}${mode}${owner} ${all(operation.paths)}`;
    }
    case 'remove':
      return `remove${operation.recursive ? ' -r' : ''} ${all(operation.paths)}`;
    case 'chown':
      return `chown${operation.recursive ? ' -R' : ''} ${one(operation.owner)}:${one(operation.group)} ${all(operation.paths)}`;
    case 'chmod':
      return `chmod${operation.recursive ? ' -R' : ''} ${one(operation.mode)} ${all(operation.paths)}`;
    case 'touch':
      return `touch ${all(operation.paths)}`;
    case 'link':
      return `link ${one(operation.path)} -> ${one(operation.target)}`;
    case 'write':
      return `write ${one(operation.path)}`;
    case 'sleep':
      return `sleep ${one(operation.seconds)}`;
    case 'service':
      return `service ${one(operation.name)} ${one(operation.action)}`;
    case 'modprobe':
      return `modprobe ${all(operation.modules)}`;
  }
}

export function printCondition(condition: Condition, trail: Trail): string {
  switch (condition.kind) {
    case 'file':
      return `${condition.test} ${printField(condition.path, trail)}`;
    case 'setting':
      return `[ ${condition.argv.map(field => printField(field, trail)).join(' ')} ]`;
    case 'status':
      return `ok(${printId(condition.of, trail)})`;
    case 'not':
      return `not ${printCondition(condition.of, trail)}`;
    case 'and':
    case 'or':
      return `(${condition.of.map(one => printCondition(one, trail)).join(` ${condition.kind} `)})`;
    case 'opaque':
      return `<${condition.reason}>`;
  }
}

/** An effect by the number of its turn and its program. */
function printId(id: number, trail: Trail): string {
  const effect = trail.effects.get(id);
  return effect?.kind === 'exec'
    ? effect.argv
        .slice(0, 2)
        .map(field => printField(field, trail))
        .join(' ')
    : `${effect?.kind} ${id}`;
}

/** A value as a word: quotes where it has blanks or none of anything. */
export function printField(value: Value, trail: Trail): string {
  const text = printValue(value, trail);
  const blank = value.parts.some(part => part.kind === 'literal' && /\s/.test(part.text));
  return text === '' || blank ? `'${text}'` : text;
}

/** Settings that may split as `$X`, quoted ones as `${X}`; `^2` behind what a shell evaluates twice. */
export function printValue(value: Value, trail: Trail): string {
  return value.parts.map(part => printPart(part, trail)).join('');
}

function printPart(part: Part, trail: Trail): string {
  const mark = part.quoted ? '"' : '';
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'setting': {
      const depth = part.depth === undefined || part.depth === 1 ? '' : `^${part.depth}`;
      return part.quoted ? `\${${part.name}${depth}}` : `$${part.name}${depth}`;
    }
    case 'choice':
      return `${mark}<${part.among.map(one => printField(one, trail)).join('|')}>${mark}`;
    case 'status':
      return `<status of ${printId(part.of, trail)}>`;
    case 'pid':
      return `<pid ${printSource(part.from)}>`;
    case 'unknown':
      return `${mark}<${part.reason}>${mark}`;
  }
}
