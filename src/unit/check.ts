import { directiveAvailable, directiveLife, syntaxAvailable, valueAvailable } from './availability.ts';
import { booleanOf, lastOf, listOf, parseEnvironment, unknownSpecifier, valueIn } from './directives.ts';
import { refusesParent } from './parent-folder.ts';
import { parseCommands } from './parse-exec.ts';
import type { Target } from './target.ts';
import type { Directive, Unit } from './unit.ts';

/** Why a target refuses a unit, or reads a line in another way than it was meant. */
export interface UnitProblem {
  /** Absent where something is missing. */
  readonly directive?: Directive;
  readonly problem: string;
}

/** Directives that take no specifiers, so a `%` in them is theirs: limits in percent, sizes. */
const NO_SPECIFIERS = /^(?:CPU|Memory|Tasks|IO|Limit|ManagedOOM|SystemCall|StandardInput(?:Text|Data)$)/;

function isExec(directive: Directive): boolean {
  return /^Exec(?:Condition|Start|Reload|Stop)/.test(directive.name);
}

/** All that can be said of one line by itself. */
function lineProblems(directive: Directive, target: Target): readonly string[] {
  const { section, name, value } = directive;
  if (name.startsWith('X-')) return [];
  const problems: string[] = [];
  if (value.includes('\n')) problems.push('a value is one line');
  if (/\\$/.test(value.replaceAll('\\\\', ''))) problems.push('a backslash at the end joins the next line');
  if (Buffer.byteLength(`${name}=${value}`) > 2047 && !syntaxAvailable('long-lines', target))
    problems.push(`${target.label} reads lines of up to 2047 bytes`);
  if (!directiveAvailable(section, name, target)) {
    const life = directiveLife(section, name);
    const when = life && target.systemd < life.since ? `, it came with systemd ${life.since}` : '';
    return [...problems, `${target.label} has no ${name}= in [${section}]${when}`];
  }
  if (isExec(directive)) problems.push(...execProblems(value, target));
  else if (!valueAvailable(name, value, target)) problems.push(`${target.label} does not understand ${name}=${value}`);
  if (refusesParent(name, value, target)) problems.push(`${target.label} reads no path with '..': ${name}=${value}`);
  if (name === 'Environment') problems.push(...parseEnvironment(value, target).problems);
  const specifier = NO_SPECIFIERS.test(name) || isExec(directive) ? undefined : unknownSpecifier(value, target);
  if (specifier !== undefined) problems.push(`unknown specifier '${specifier}'; write '%%' for a percent sign`);
  return problems;
}

function execProblems(value: string, target: Target): readonly string[] {
  if (value === '') return [];
  return parseCommands(value, target).flatMap(command => command.error ?? []);
}

/** service_verify(): rules about directives together. */
function serviceProblems(unit: Unit, target: Target): readonly UnitProblem[] {
  const value = (name: string): string | undefined => valueIn(unit, 'Service', name);
  const problems: UnitProblem[] = [];
  const refuse = (name: string, problem: string): void => {
    const directive = lastOf(unit, 'Service', name);
    problems.push({ problem, ...(directive && { directive }) });
  };
  const starts = listOf(unit, 'Service', 'ExecStart');
  const commands = starts.flatMap(directive => parseCommands(directive.value, target));
  const stops = listOf(unit, 'Service', 'ExecStop');
  const type = value('Type') ?? (value('BusName') ? 'dbus' : starts.length === 0 ? 'oneshot' : 'simple');
  if (starts.length === 0) {
    const success = target.systemd >= 243 && valueIn(unit, 'Unit', 'SuccessAction') !== undefined;
    if (stops.length === 0 && !success) refuse('ExecStart', 'there is neither ExecStart= nor ExecStop=');
    else if (type !== 'oneshot') refuse('Type', `Type=${type} needs ExecStart=`);
    else if (!success && booleanOf(value('RemainAfterExit')) !== true)
      refuse('RemainAfterExit', 'without ExecStart= there must be RemainAfterExit=yes');
  }
  if (commands.length > 1 && type !== 'oneshot') refuse('ExecStart', 'only Type=oneshot may have several ExecStart=');
  if (type === 'dbus' && value('BusName') === undefined) refuse('Type', 'Type=dbus needs BusName=');
  if (type === 'oneshot') {
    const restart = value('Restart') ?? 'no';
    const clean = restart === 'always' || restart === 'on-success';
    if (restart !== 'no' && (clean || !syntaxAvailable('oneshot-restart', target)))
      refuse('Restart', `${target.label} refuses Restart=${restart} with Type=oneshot`);
    if (value('RestartForceExitStatus') !== undefined && target.systemd < 256)
      refuse('RestartForceExitStatus', 'RestartForceExitStatus= is refused with Type=oneshot before systemd 256');
    if (value('ExitType') === 'cgroup') refuse('ExitType', 'ExitType=cgroup is refused with Type=oneshot');
  }
  const kill = value('KillMode') ?? 'control-group';
  if (value('PAMName') !== undefined && target.systemd < 257 && (kill === 'process' || kill === 'none'))
    refuse('PAMName', `PAMName= is refused with KillMode=${kill} before systemd 257`);
  return problems;
}

/**
 * The gate before a unit is written: everything for which the target refuses the unit or ignores a line of it. In: a
 * unit of any type. Out: problems in the order of the directives, then those of the unit as a whole; none is good.
 */
export function checkUnit(unit: Unit, target: Target): readonly UnitProblem[] {
  const lines = unit.directives.flatMap(directive =>
    lineProblems(directive, target).map(problem => ({ directive, problem })),
  );
  return unit.name.endsWith('.service') ? [...lines, ...serviceProblems(unit, target)] : lines;
}
