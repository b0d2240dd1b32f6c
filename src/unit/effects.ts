import type { Field } from '../model/word.ts';
import { booleanOf, listOf, plainText, valueIn } from './directives.ts';
import { parseCommands } from './parse-exec.ts';
import { narrowed, processOf, type UnitProcess } from './process.ts';
import type { Target } from './target.ts';
import type { Unit } from './unit.ts';

export const PHASES = [
  'ExecCondition',
  'ExecStartPre',
  'ExecStart',
  'ExecStartPost',
  'ExecReload',
  'ExecStop',
  'ExecStopPost',
] as const;
export type Phase = (typeof PHASES)[number];

/** A `Condition…=` or `Assert…=` line. */
export interface UnitCondition {
  /** Without `Condition` or `Assert`: `PathExists`. */
  readonly test: string;
  readonly argument: string;
  readonly negated: boolean;
  /** One of several with `|`: one true suffices. */
  readonly trigger: boolean;
  /** A false assertion is a failed start, a false condition a skipped one. */
  readonly assert: boolean;
}

export interface UnitCommand {
  readonly phase: Phase;
  /** The program and its arguments; see `parseCommands`. */
  readonly argv: readonly Field[];
  readonly argv0?: Field;
  readonly ignoreFailure: boolean;
  readonly process: UnitProcess;
  /** Why the target does not run it. */
  readonly error?: string;
}

/** What a service does under a target's systemd, as far as its file says. */
export interface UnitEffects {
  readonly type: string;
  readonly pidFile?: string;
  readonly remainAfterExit: boolean;
  readonly conditions: readonly UnitCondition[];
  /** In the order they run; reload and stop commands follow. */
  readonly commands: readonly UnitCommand[];
  readonly kill: {
    readonly mode: string;
    readonly signal: string;
    readonly sendSigkill: boolean;
    readonly sendSighup: boolean;
    /** As written; absent is the default of 90 seconds. */
    readonly timeout?: string;
  };
  readonly timeoutStart?: string;
  readonly restart: string;
}

/** Conditions in order; an empty one forgets all conditions before it, an empty assertion all assertions. */
function conditions(unit: Unit): readonly UnitCondition[] {
  const found: UnitCondition[] = [];
  for (const { section, name, value } of unit.directives) {
    const match = /^(Condition|Assert)(\w+)$/.exec(name);
    if (section !== 'Unit' || !match) continue;
    const assert = match[1] === 'Assert';
    if (value === '') {
      found.splice(0, found.length, ...found.filter(condition => condition.assert !== assert));
      continue;
    }
    const [all = '', trigger, negated] = /^(\|?)\s*(!?)\s*/.exec(value) ?? [];
    found.push({
      test: match[2] ?? '',
      argument: plainText(value.slice(all.length)),
      negated: negated === '!',
      trigger: trigger === '|',
      assert,
    });
  }
  return found;
}

function commandsOf(unit: Unit, target: Target): readonly UnitCommand[] {
  const process = processOf(unit, target);
  return PHASES.flatMap(phase =>
    listOf(unit, 'Service', phase).flatMap(directive =>
      parseCommands(directive.value, target).map(command => ({
        phase,
        argv: command.fields,
        ...(command.argv0 && { argv0: command.argv0 }),
        ignoreFailure: command.prefix.includes('-'),
        process: narrowed(process, unit, phase === 'ExecStart', command.prefix),
        ...(command.error !== undefined && { error: command.error }),
      })),
    ),
  );
}

/**
 * What a service unit executes under a target, symbolically: settings stay settings. In: the unit as it will be
 * written. Out: conditions, commands with what they inherit, and how the service is ended. Lines that the target does
 * not know are read all the same; `checkUnit` is the place to refuse them.
 */
export function unitEffects(unit: Unit, target: Target): UnitEffects {
  const value = (name: string): string | undefined => valueIn(unit, 'Service', name);
  const commands = commandsOf(unit, target);
  const starts = commands.some(command => command.phase === 'ExecStart');
  const [pidFile, timeout] = [value('PIDFile'), value('TimeoutStopSec') ?? value('TimeoutSec')];
  const timeoutStart = value('TimeoutStartSec') ?? value('TimeoutSec');
  return {
    type: value('Type') ?? (value('BusName') ? 'dbus' : starts ? 'simple' : 'oneshot'),
    ...(pidFile !== undefined && { pidFile: plainText(pidFile) }),
    remainAfterExit: booleanOf(value('RemainAfterExit')) ?? false,
    conditions: conditions(unit),
    commands,
    kill: {
      mode: value('KillMode') ?? 'control-group',
      signal: value('KillSignal') ?? 'SIGTERM',
      sendSigkill: booleanOf(value('SendSIGKILL')) ?? true,
      sendSighup: booleanOf(value('SendSIGHUP')) ?? false,
      ...(timeout !== undefined && { timeout }),
    },
    ...(timeoutStart !== undefined && { timeoutStart }),
    restart: value('Restart') ?? 'no',
  };
}
