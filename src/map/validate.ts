import type { Category, Note } from '../base/finding.ts';
import { note } from '../base/finding.ts';
import { canonical } from '../interpret/paths.ts';
import type { ProcessState } from '../model/process.ts';
import { type Field, textOf, type Value } from '../model/word.ts';
import { type UnitCommand, unitEffects } from '../unit/effects.ts';
import type { UnitProcess } from '../unit/process.ts';
import type { Unit } from '../unit/unit.ts';
import type { MapInput } from './draft.ts';
import { type ExecItem, isExec, mainOf } from './main-process.ts';
import { timelineOf } from './timeline.ts';

/** One field in which the unit does not do what the script did. */
export interface Difference {
  readonly field: Category;
  readonly script: string;
  readonly unit: string;
}

/**
 * Translation validation: compute from the finished unit what the target executes, and compare it with the start
 * action. It shares no code with the passes that made the unit, so a fault in one of them shows here. Units with
 * helpers cannot be compared: undefined.
 */
export function validate(input: MapInput, unit: Unit): readonly Difference[] | undefined {
  const start = input.actions.get('start');
  if (!start) return undefined;
  const effects = unitEffects(unit, input.target);
  const commands = effects.commands
    .filter(command => /^Exec(?:StartPre|Start|StartPost)$/.test(command.phase))
    .map(unwrap);
  if (commands.some(command => command.argv.some(field => textOf(field)?.includes('/sysv2systemd/')))) return undefined;
  const timeline = timelineOf(start.steps);
  const main = mainOf(input, timeline);
  const at = main ? timeline.items.indexOf(main) : timeline.items.length;
  const wanted = timeline.items
    .filter((item, i) => !(i > at && item.effect.kind === 'exec' && item.effect.operation?.kind === 'sleep'))
    .filter(isExec)
    .filter(item => !isCovered(item, unit));
  const got = commands.filter(
    command => textOf(command.argv[0] ?? { parts: [] }) !== '/usr/bin/test' && !isPlaceholder(command),
  );
  const differences: Difference[] = [];
  if (wanted.length !== got.length)
    return [
      {
        field: 'programs',
        script: wanted.map(item => commandText(item.effect.argv)).join('; '),
        unit: got.map(command => commandText(command.argv)).join('; '),
      },
    ];
  wanted.forEach((item, i) => {
    const command = got[i];
    if (!command) return;
    const [script, ours] = [commandText(item.effect.argv), commandText(command.argv)];
    if (script !== ours) differences.push({ field: 'argv', script, unit: ours });
    if (item === main) differences.push(...compareProcess(item.effect.process, command.process));
  });
  return differences;
}

/** Steps that a directive does without a command: directories, waits. */
function isCovered(item: ExecItem, unit: Unit): boolean {
  const { operation } = item.effect;
  if (item.effect.query) return true;
  if (operation?.kind !== 'mkdir' && operation?.kind !== 'chown' && operation?.kind !== 'chmod') return false;
  const made = unit.directives
    .filter(directive => directive.name === 'RuntimeDirectory')
    .map(directive => `/run/${directive.value}`);
  return operation.paths.every(path => made.includes(canonical(textOf(path) ?? '').replace(/\/$/, '')));
}

function isPlaceholder(command: UnitCommand): boolean {
  return command.argv.length === 1 && textOf(command.argv[0] ?? { parts: [] }) === '/bin/true';
}

/** Take `sh -c 'exec "$0" "$@" …'` and `env` from around a command. */
function unwrap(command: UnitCommand): UnitCommand {
  const texts = command.argv.map(textOf);
  if (
    /^\/bin\/(?:ba)?sh$/.test(texts[0] ?? '') &&
    /^-l?c$/.test(texts[1] ?? '') &&
    /^(?:cd; )?exec "\$0" "\$@"/.test(texts[2] ?? '')
  )
    return unwrap({ ...command, argv: command.argv.slice(3) });
  if (texts[0] === '/usr/bin/env' && texts.length > 1 && !texts[1]?.startsWith('-'))
    return { ...command, argv: command.argv.slice(1) };
  return command;
}

/** An argv for comparison: `/var/run` is `/run`, a well-known program is its base name. */
function commandText(argv: readonly Field[]): string {
  return argv.map((field, i) => (i === 0 ? show(field).replace(/^(?:\/usr)?\/s?bin\//, '') : show(field))).join(' ␣ ');
}

function show(field: Field): string {
  return field.parts
    .map(part => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'setting') return part.quoted || field.parts.length > 1 ? `\${${part.name}}` : `$${part.name}`;
      return `<${part.kind}>`;
    })
    .join('')
    .replace(/(^|[^\w/])\/var\/run(?=\/|$)/g, '$1/run');
}

const FIELDS: readonly (readonly [
  field: Category,
  script: keyof ProcessState & string,
  unit: keyof UnitProcess & string,
  standard: string,
])[] = [
  ['user', 'user', 'user', 'root'],
  ['groups', 'group', 'group', ''],
  ['cwd', 'cwd', 'cwd', '/'],
  ['root', 'root', 'root', ''],
  ['umask', 'umask', 'umask', '0022'],
  ['nice', 'nice', 'nice', '0'],
];

function compareProcess(script: ProcessState, unit: UnitProcess): Difference[] {
  const differences: Difference[] = [];
  for (const [field, ours, theirs, standard] of FIELDS) {
    const value = script[ours] as Value | undefined;
    const want = normal(field, value ? (textOf(value) ?? '?') : standard);
    const got = normal(field, (unit[theirs] as string | undefined) ?? standard);
    if (want !== got && !(field === 'cwd' && script.login && want === '?'))
      differences.push({ field, script: want, unit: got });
  }
  for (const [name, limit] of script.limits) {
    const want = [limit.soft, limit.hard].map(side => (side ? (textOf(side) ?? '?') : 'infinity'));
    const [soft, hard = soft] = (unit.limits.get(name) ?? '').split(':');
    if (soft !== want[0] || hard !== want[1])
      differences.push({
        field: 'limits',
        script: `${name} ${want.join(':')}`,
        unit: unit.limits.get(name) ?? 'not set',
      });
  }
  for (const name of unit.limits.keys())
    if (!script.limits.has(name))
      differences.push({ field: 'limits', script: `${name} not set`, unit: unit.limits.get(name) ?? '' });
  for (const [name, value] of script.exported) {
    if (name === 'PATH' || script.login) continue;
    const text = textOf(value);
    const known = unit.environment.get(name);
    const [part] = value.parts;
    const follows =
      value.parts.length === 1 && part?.kind === 'setting' && part.name === name && unit.environmentFiles.length > 0;
    const inherited = part?.kind === 'unknown' && part.reason.startsWith('inherited');
    if (!follows && !inherited && (text === undefined || text !== known))
      differences.push({ field: 'environment', script: `${name}=${text ?? '?'}`, unit: known ?? 'not set' });
  }
  return differences;
}

function normal(field: Category, text: string): string {
  if (field === 'umask') return text.padStart(4, '0');
  if (field === 'cwd' || field === 'root') return canonical(text).replace(/(?<=.)\/$/, '');
  if (field === 'nice') return String(Number(text));
  if (field === 'user') return text === '65534' ? 'nobody' : text;
  return text;
}

/** Findings for the differences. */
export function differenceNotes(differences: readonly Difference[], input: MapInput): readonly Note[] {
  const span = input.source.lines.span(0, 0);
  return differences.map(one => note('SV902', span, { field: one.field, script: one.script, unit: one.unit }));
}
