import type { Span } from '../base/span.ts';
import type { Effect, ExecEffect, NoiseReason, SignalEffect } from '../model/effect.ts';
import { describe, textOf, type Value } from '../model/word.ts';
import { isSelfPath } from '../shell/parse.ts';
import { type Asked, nameOf } from './asked.ts';
import { type Context, happened, PROBE, remark } from './context.ts';
import { isForeignName, isOwnProgram } from './foreign.ts';
import { canonical, isPidFile } from './paths.ts';
import { isStartedOtherwise, startsLater } from './start-in-text.ts';
import { assumed, opaque, type Truth } from './truth.ts';

/** Actions that systemd has a verb for. It settles whether the service runs before it does anything. */
const VERBS = new Set(
  [
    'start stop restart reload force-reload reload-or-restart status',
    'condrestart try-restart cond-restart condreload',
  ].flatMap(line => line.split(' ')),
);

/** `pgrep -f org.acme.Main`, and no line of the script that does more than ask says any word of it. */
export function isUnheardOf(ctx: Context, asked: Asked): boolean {
  return !isFileAsked(ctx, asked) && !wordsOf(asked).some(word => isOwnProgram(ctx, word));
}

/** The start looked for processes by names that neither it nor anything it starts has: of another service, perhaps. */
export function remarkUnheardOf(ctx: Context): void {
  const { trail, script } = ctx;
  const own = script.path.replace(/^.*\//, '').replace(/\.sh$/, '');
  const effects = [...trail.effects.values()].filter(effect => effect.kind !== 'noise');
  const programs = effects.filter(effect => effect.kind === 'exec');
  const isOpen = programs.some(({ argv: [program] }) => program !== undefined && textOf(program) === undefined);
  if (isOpen || programs.length === 0 || effects.some(effect => effect.kind === 'residue')) return;
  const said = programs.map(({ argv }) => argv.map(describe).join(' '));
  for (const [asked, span] of trail.askedNames) {
    const words = wordsOf(asked).map(nameOf);
    const isSaid = words.some(
      word => own.includes(word) || word.includes(own) || said.some(line => line.includes(word)),
    );
    if (!isSaid && !isFileAsked(ctx, asked)) remark(ctx, 'SV263', span, { asked });
  }
}

function wordsOf(asked: Asked): readonly string[] {
  return (asked.match(/[\w./+-]{3,}/g) ?? []).map(word => word.replace(/\.$/, ''));
}

function isFileAsked({ trail }: Context, asked: Asked): boolean {
  return /^[$<]|\.pid$/.test(asked) || isPidFile(asked) || trail.pidFiles.has(asked);
}

/** A word that `systemctl` takes, so that no script is asked for it. */
export function isVerb(action: string): boolean {
  return VERBS.has(action);
}

/** A person calls an action of the script's own at any time: what is there, and what succeeds, only its run knows. */
export function isCalledAtAnyTime({ action }: Context): boolean {
  return action !== PROBE && (!isVerb(action) || action === 'status');
}

/** An action that lines of a unit are made of; the others systemd composes of these. */
export function isOfUnit(action: string): boolean {
  return /^(?:start|stop|reload|force-reload)$/.test(action);
}

/**
 * Is the service running at this point? A start finds it stopped until it has started something that stays; undefined
 * where what it started and what is asked for may be two.
 */
export function isRunning(ctx: Context, asked?: Asked): boolean | undefined {
  if (ctx.action === 'stop') return !ctx.ofUnit?.behindEnd && !(isToldToEnd(ctx, asked) && ctx.ended);
  if (ctx.action !== 'start') return isTakenAway(ctx, asked) ? undefined : true;
  if (ctx.ofUnit?.behindStart) return true;
  if (ctx.host.nothingRuns) return false;
  const effects = happened(ctx);
  const started = effects.filter(stays);
  // A program that was simply called may have gone into the background by itself.
  if (started.length === 0) {
    if (asked === undefined)
      return isAskedAgain(ctx, effects) || effects.some(one => isLeftRunning(one) || isNameless(one))
        ? undefined
        : false;
    const programs = effects
      .filter(isProgram)
      .filter(effect => !isOwnCall(ctx, effect) && !isStartedOtherwise(ctx.script, effect));
    const called = programs.filter(effect => says(effect, asked));
    // `sh /opt/acme/up.sh; [ -r $PIDFILE ] || exit 1`: it may have started what is asked for.
    const mayHave = called.length === 0 && programs.some(one => !one.captured && !isQuestion(one));
    if (mayHave && !startsLater(ctx, asked)) return undefined;
    // Of `restorecon /run/acmed`, `$(acmed --version)` and `acmed` only the last has.
    return called.length > 0 && (called.some(effect => !effect.captured && isItself(effect, asked)) || undefined);
  }
  const own = ctx.script.path.replace(/^.*\//, '').replace(/\.sh$/, '');
  return asked === undefined || nameOf(asked) === own || effects.some(effect => isOf(effect, asked)) || undefined;
}

/** A function has asked just this before, and a program has run since: whether that came up is the question now. */
function isAskedAgain({ frames, state }: Context, effects: readonly Effect[]): boolean {
  if (frames.length === 0 || state.positional.length > 0) return false;
  const asks = effects.filter(one => one.kind === 'noise' && one.reason === 'already-running check');
  const now = asks.at(-1);
  const before = asks.find(one => one !== now && one.span.start === now?.span.start);
  return before !== undefined && effects.slice(effects.indexOf(before)).some(one => isProgram(one) && !one.captured);
}

/** `$SU - acme -c "$PROGRAM &"`: whatever it is, it was started to stay. */
function isLeftRunning(effect: Effect): boolean {
  const last = effect.kind === 'exec' && !effect.captured ? effect.argv.at(-1)?.parts.at(-1) : undefined;
  return last?.kind === 'literal' && /&\s*$/.test(last.text) && effect.kind === 'exec' && effect.argv.length > 1;
}

/**
 * `$prog $OPTIONS`, and settings may say which program: that may be the one of a question whose name only the run knows.
 * `$SU - acme -c …` is none but what starts another.
 */
function isNameless(effect: Effect): boolean {
  const [program, ...words] = isProgram(effect) && !effect.captured ? effect.argv : [];
  // In `$PREFIX/sbin/acmed` the name is known.
  const known = program === undefined || textOf(program) !== undefined || program.parts.at(-1)?.kind === 'literal';
  return !known && !words.some(word => textOf(word) === '-c');
}

/** A loop of a start asks for the process that it has started: in one of its rounds that is there, or in none. */
export function isAwaited(ctx: Context, asked: Asked | undefined): boolean {
  return ctx.action === 'start' && ctx.loops.length > 0 && asked !== undefined && isRunning(ctx, asked) === true;
}

/** `while …; do kill -0 $safe_pid || break; sleep 1; done`: the same, for what a start has put into the background. */
export function isAwaitedInBackground({ action, loops }: Context, asked: Value): boolean {
  return (
    action === 'start' &&
    loops.length > 0 &&
    asked.parts.some(part => part.kind === 'pid' && part.from.kind === 'background')
  );
}

const ENDING = /^(?:TERM|INT|QUIT|ABRT|KILL)$/;

/** The stop has signalled the process that it asks for. */
function isToldToEnd(ctx: Context, asked: Asked | undefined): boolean {
  const told = happened(ctx).some(
    effect =>
      effect.kind === 'signal' &&
      effect.schedule.steps.some(({ signal }) => ENDING.test(signal)) &&
      isTo(effect.target, asked),
  );
  if (told) ctx.trail.asksWhetherEnded = true;
  return told;
}

/** A signal to this process; of one that only the run knows, it may be. */
function isTo(target: SignalEffect['target'], asked: Asked | undefined): boolean {
  if (asked === undefined) return true;
  if (target.kind !== 'file' && target.kind !== 'name' && target.kind !== 'executable') return true;
  return nameOf(target.kind === 'name' ? target.name : target.path) === nameOf(asked);
}

/** A reload that is a restart has taken the pid file away before it comes to its start. */
function isTakenAway(ctx: Context, asked: Asked | undefined): boolean {
  if (!asked?.startsWith('/')) return false;
  const removed = happened(ctx).flatMap(effect => (effect.kind === 'noise' && effect.removed) || []);
  return removed.some(path => canonical(path) === canonical(asked));
}

/** It was started to stay: in the background, or by a starter of daemons. */
export function stays(effect: Effect): effect is ExecEffect {
  return effect.kind === 'exec' && (effect.background || (effect.starter !== 'plain' && effect.starter !== 'su'));
}

/** What was started says the name or the pid file, or the script wrote the pid file itself. */
function isOf(effect: Effect, asked: Asked): boolean {
  return hasMade(effect, asked) || (stays(effect) && says(effect, asked));
}

/** The script made this pid file or lock. */
export function hasMade(effect: Effect, path: string): boolean {
  return effect.kind === 'noise' && effect.made !== undefined && canonical(effect.made) === canonical(path);
}

/** `$0 configtest`: the script's name is the daemon's, and its action is not the daemon. */
function isOwnCall({ script }: Context, { argv: [program] }: ExecEffect): boolean {
  return program !== undefined && isSelfPath(script, textOf(program) ?? '');
}

/** It executes a program of which nothing is known: no known change of files, and no question. */
export function isProgram(effect: Effect): effect is ExecEffect {
  return effect.kind === 'exec' && !effect.operation && !effect.query;
}

/** `java -version`: it tells something about itself and ends. */
function isQuestion({ argv }: ExecEffect): boolean {
  const [, first, ...others] = argv;
  return others.length === 0 && first !== undefined && /^--?(?:version|help|[vVh])$/.test(textOf(first) ?? '');
}

function says(effect: ExecEffect, asked: Asked): boolean {
  const name = nameOf(asked);
  const words = effect.argv.map(word => textOf(word) ?? '');
  const file = effect.pidFile && textOf(effect.pidFile.path);
  return (
    (file !== undefined && canonical(file) === canonical(asked)) ||
    words.some(word => canonical(word).includes(canonical(asked)) || nameOf(word) === name) ||
    // Programs and their pid files are not always of one name: crond and cron.pid.
    (name.length > 2 && nameOf(words[0] ?? '').startsWith(name)) ||
    (words[0] !== '' && name.startsWith(nameOf(words[0] ?? '')))
  );
}

/** The program is the one that is asked for, or it is told to write the pid file. */
function isItself({ argv }: ExecEffect, asked: Asked): boolean {
  const [program = '', ...words] = argv.map(word => textOf(word) ?? '');
  return (
    (program !== '' && (nameOf(program).startsWith(nameOf(asked)) || nameOf(asked).startsWith(nameOf(program)))) ||
    words.some(word => isPidFile(word) && canonical(word).includes(canonical(asked)))
  );
}

/**
 * A test that holds where the service runs (or, with `when` false, where it does not). A start finds it stopped and
 * every other verb finds it running; an action of the script's own is called by a person at any time, and asks.
 */
export function whetherRuns(
  ctx: Context,
  span: Span,
  when = true,
  reason: NoiseReason = 'already-running check',
  name?: Asked,
): Truth {
  // `pidof $1` may ask for a name that only the run knows.
  const asked = name === '' ? undefined : name;
  // Whether another program runs, no service manager settles.
  if (asked !== undefined && isForeignName(ctx, nameOf(asked))) return opaque(`whether ${nameOf(asked)} runs`, span);
  ctx.trail.looksForProcess = true;
  if (isCalledAtAnyTime(ctx)) return opaque('whether the service runs', span);
  const running = isRunning(ctx, asked);
  if (running === false && asked !== undefined) ctx.trail.askedNames.set(asked, span);
  return running === undefined || (running && ctx.doubts)
    ? opaque(`whether ${nameOf(asked ?? '')} runs`, span)
    : assumed(running === when, reason);
}
