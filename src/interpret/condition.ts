import type { Span } from '../base/span.ts';
import type { Condition, FileTest } from '../model/behaviour.ts';
import { describe, EMPTY, type Field, type Part, textOf } from '../model/word.ts';
import { isSelfPath } from '../shell/parse.ts';
import { askedBy, isProcessFolder, tellsCount, tellsProgram } from './asked.ts';
import { type Context, PROBE, remark } from './context.ts';
import { distributionTest } from './distribution.ts';
import { quote } from './expand.ts';
import { isOwnProgram } from './foreign.ts';
import { freeze, likelyText } from './freeze.ts';
import { libraryTest } from './init-library.ts';
import { networkTest } from './network-switch.ts';
import { isLockFile, isPidFile, isSystemctl } from './paths.ts';
import { hasMade, isCalledAtAnyTime, isRunning, isUnheardOf, whetherRuns } from './running.ts';
import { alternatives } from './state.ts';
import { assumed, combine, known, not, opaque, open, type Truth } from './truth.ts';
import { withoutUnset } from './unset.ts';

const FILE_TESTS: ReadonlyMap<string, FileTest> = new Map([
  ['-e', 'exists'],
  ['-a', 'exists'],
  ['-f', 'file'],
  ['-d', 'directory'],
  ['-x', 'executable'],
  ['-r', 'readable'],
  ['-w', 'writable'],
  ['-s', 'not-empty'],
  ['-L', 'link'],
  ['-h', 'link'],
  ['-S', 'socket'],
  ['-p', 'other'],
  ['-b', 'other'],
  ['-c', 'other'],
  ['-g', 'other'],
  ['-u', 'other'],
  ['-k', 'other'],
  ['-O', 'other'],
  ['-G', 'other'],
  ['-N', 'other'],
]);

const RUNNING_CHECK = 'already-running check';

const BINARY = new Set(['=', '==', '!=', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef', '<', '>']);

/** test(1) on the words between the brackets: POSIX precedence, `!` over `-a` over `-o`. */
export function evaluateTest(ctx: Context, words: readonly Field[], span: Span): Truth {
  let at = 0;
  const peek = (offset = 0): string | undefined => {
    const word = words[at + offset];
    return word && operatorText(word);
  };
  const alternation = (): Truth => {
    let left = conjunction();
    while (peek() === '-o') {
      at++;
      left = combine('or', left, conjunction(), span);
    }
    return left;
  };
  const conjunction = (): Truth => {
    let left = primary();
    while (peek() === '-a') {
      at++;
      left = combine('and', left, primary(), span);
    }
    return left;
  };
  const primary = (): Truth => {
    const binary = peek(1);
    if (binary !== undefined && BINARY.has(binary) && at + 2 < words.length + 1) {
      const left = words[at] ?? EMPTY;
      const right = words[at + 2] ?? EMPTY;
      at += 3;
      return compare(ctx, left, binary, right, span);
    }
    if (peek() === '!' && at + 1 < words.length) {
      at++;
      return not(primary());
    }
    if (peek() === '(') {
      at++;
      const inner = alternation();
      if (peek() === ')') at++;
      return inner;
    }
    const operator = peek();
    if (operator !== undefined && /^-\w$/.test(operator) && at + 1 < words.length) {
      const operand = words[at + 1] ?? EMPTY;
      at += 2;
      return unary(ctx, operator, operand, span);
    }
    const word = words[at++] ?? EMPTY;
    return unary(ctx, '-n', word, span);
  };
  if (words.length === 0) return known(false);
  const truth = alternation();
  return at < words.length ? opaque('test that was not understood', span) : truth;
}

function operatorText(word: Field): string | undefined {
  return word.parts.length === 1 ? textOf(word) : undefined;
}

/** One-operand tests. */
export function unary(ctx: Context, operator: string, operand: Field, span: Span): Truth {
  if (operator === '-n') return not(isEmpty(ctx, operand, span));
  if (operator === '-z') return isEmpty(ctx, operand, span);
  if (operator === '-t') return isCalledAtAnyTime(ctx) ? opaque('a terminal', span) : assumed(false, 'terminal');
  const test = FILE_TESTS.get(operator);
  if (!test) return opaque(`test ${operator}`, span);
  const tests = alternatives(operand).map(one => fileTest(ctx, test, one, span));
  const [first] = tests;
  if (first && tests.every(one => one.kind !== 'open' && first.kind !== 'open' && one.value === first.value))
    return first;
  return tests.length === 1 && first ? first : opaque('test of one of several files', span);
}

function fileTest(ctx: Context, test: FileTest, path: Field, span: Span): Truth {
  freeze(ctx, path, 'a test of a file');
  const text = textOf(path);
  const [first] = path.parts;
  if (first?.kind === 'literal' && first.text === '/proc/') ctx.trail.asksInProc = true;
  if (path.parts.some(part => part.kind === 'pid')) return whetherRuns(ctx, span, true, RUNNING_CHECK, askedBy(path));
  if (text === '') return known(false);
  if (isProcessFolder(path)) return whetherRuns(ctx, span);
  // systemd calls no script, and least of all by one of the links of rc?.d.
  if (text !== undefined && isSelfPath(ctx.script, text) && !ctx.foreign)
    return assumed(test !== 'link' && test !== 'directory', 'systemd does this');
  const start = text ?? likelyText(ctx, path) ?? describe(path);
  if (isPidFile(start) || ctx.trail.pidFiles.has(start)) return whetherRuns(ctx, span, true, RUNNING_CHECK, start);
  const folder = lockFolderTest(ctx, test, path, span);
  if (folder) return folder;
  if (isLockFile(start)) {
    if (!isForeignLock(ctx, start)) {
      ctx.trail.lockTests.add(ctx.here.start);
      return nextLock(ctx, start, span) ?? whetherRuns(ctx, span, true, 'lock file');
    }
    // `[ -f LOCK ] && exit`: with that of another service there, this one would never start.
    const there = !ctx.host.decisive?.has(start);
    remark(ctx, 'SV224', span, { path: start, test: there ? 'taken as passed' : 'taken as failed' });
    return assumed(there, 'lock file');
  }
  const library = libraryTest(ctx, start, span);
  if (library) return library;
  if (/^\/run\/systemd(\/|$)/.test(start) || start === '/sys/fs/cgroup/systemd')
    return assumed(false, 'systemd does this');
  if (/^\/dev\/(?:null|console)$/.test(start)) return known(/^(?:exists|readable|writable|other)$/.test(test));
  if (/^\/(proc|sys|etc|usr|var|bin|sbin|tmp|dev)$/.test(start)) return known(!/^(?:file|other|socket)$/.test(test));
  const release = distributionTest(ctx, start, span);
  if (release) return release;
  if (isSystemctl(start)) return assumed(false, 'another system');
  if (path.parts.every(part => part.kind === 'literal' || part.kind === 'setting'))
    return open({ kind: 'file', test, path, span });
  return opaque(`test of ${describe(path)}`, span);
}

/**
 * `[ -d /var/lock/subsys ]` asks what kind of host this is. RHEL and SUSE make it at boot (tmpfiles.d/legacy.conf of
 * systemd), Debian has none; of other folders among the locks only the run knows.
 */
function lockFolderTest(ctx: Context, test: FileTest, path: Field, span: Span): Truth | undefined {
  const text = textOf(path)?.replace(/\/$/, '');
  if (text === undefined || !isLockFile(text)) return undefined;
  const isOfAll = /^(?:\/var|\/run|\/var\/run)\/lock\/subsys$/.test(text);
  if (!isOfAll && test !== 'directory') return undefined;
  const { family } = ctx.host;
  return isOfAll && (family === 'rhel' || family === 'suse') && !ctx.shadow
    ? known(!/^(?:file|link|socket)$/.test(test))
    : open({ kind: 'file', test, path, span });
}

/**
 * A start that starts several, each with its lock: where the first one runs, the lock of the next is not yet made, and
 * this line asks whether it has to be started. Who makes it, a name in a variable does not tell.
 */
function nextLock(ctx: Context, path: string, span: Span): Truth | undefined {
  const { action, script, trail } = ctx;
  const isMade = [...trail.effects.values()].some(effect => hasMade(effect, path));
  if (action !== 'start' || isMade || isRunning(ctx) !== true) return undefined;
  const isTouched = new RegExp(`touch[ \\t]+["']?${path.replace(/\W/g, '\\$&')}(?![\\w.-])`).test(script.text);
  return isTouched ? assumed(false, 'lock file') : opaque(`whether ${path} is there`, span);
}

/** The lock of another service asks whether that one runs: this script never makes or removes it. */
function isForeignLock(ctx: Context, path: string): boolean {
  const own = ctx.source.path.replace(/^.*\//, '').replace(/\.sh$/, '');
  const name = /^\/var\/lock\/subsys\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined || name === own || ctx.foreign || !ctx.source.text.includes(path)) return false;
  const quoted = path.replace(/\W/g, '\\$&');
  return !new RegExp(`(?:touch|rm|lockfile|>|=)[^\\n;]*${quoted}(?![\\w.-])`).test(ctx.source.text);
}

function isEmpty(ctx: Context, given: Field, span: Span): Truth {
  const operand = withoutUnset(ctx, given);
  const texts = alternatives(operand).map(one => emptiness(one.parts));
  if (texts.every(one => one === true)) return known(true);
  if (texts.every(one => one === false)) return known(false);
  if (operand.parts.some(part => part.kind === 'pid') || tellsProgram(operand))
    return whetherRuns(ctx, span, false, RUNNING_CHECK, askedBy(operand));
  if (!isTestable(operand)) return opaque(`whether ${describe(operand)} is empty`, span);
  return open({ kind: 'setting', argv: [{ parts: [{ kind: 'literal', text: '-z' }] }, quote(operand)], span });
}

function emptiness(parts: readonly Part[]): boolean | undefined {
  if (parts.length === 0) return true;
  if (parts.some(part => part.kind === 'literal' && part.text !== '')) return false;
  if (parts.some(part => part.kind === 'status' || (part.kind === 'unknown' && part.counts))) return false;
  return undefined;
}

function isTestable(value: Field): boolean {
  return value.parts.every(part => part.kind === 'literal' || part.kind === 'setting');
}

/** Two-operand tests of `[` and, which calculates with texts, of `[[`. */
export function compare(
  ctx: Context,
  leftGiven: Field,
  operator: string,
  rightGiven: Field,
  span: Span,
  calculates = false,
): Truth {
  const network = networkTest(leftGiven, operator, rightGiven, span);
  if (network) return open(network);
  const [left, right] = [withoutUnset(ctx, leftGiven), withoutUnset(ctx, rightGiven)];
  const code = statusTest(left, operator, right, span) ?? statusTest(right, flip(operator), left, span);
  if (code) return code;
  for (const [probe, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const name = textOf(other);
    if (alternatives(probe).some(one => textOf(one) === PROBE) && name && /^[\w.+-]+$/.test(name))
      ctx.trail.probed.add(name);
  }
  const outcomes = alternatives(left).flatMap(a =>
    alternatives(right).map(b => compareTexts(textOf(a), operator, textOf(b), calculates) ?? excluded(a, operator, b)),
  );
  if (outcomes.every(outcome => outcome === true)) return known(true);
  if (outcomes.every(outcome => outcome === false)) return known(false);
  const sides = [left, right];
  const nothing = pidTest(left, operator, right) ?? pidTest(right, operator, left);
  if (nothing) return whetherRuns(ctx, span, operator === '!=', RUNNING_CHECK, askedBy(nothing));
  const [program, name] = tellsProgram(left) ? [left, textOf(right)] : tellsProgram(right) ? [right, textOf(left)] : [];
  if (program && name !== undefined && /^(?:==?|!=)$/.test(operator)) {
    const none = name === '' || name === '0';
    // Another name, or `acmed (deleted)`, asks for more than whether it runs.
    if (none || isOwnProgram(ctx, name))
      return whetherRuns(ctx, span, (operator === '!=') === none, RUNNING_CHECK, none ? askedBy(program) : name);
  }
  const counted = countTest(ctx, left, operator, right, span);
  if (counted) return counted;
  if (sides.every(isTestable)) {
    const equals = operator === '==' ? '=' : operator;
    return open({
      kind: 'setting',
      argv: [quote(left), { parts: [{ kind: 'literal', text: equals }] }, quote(right)],
      span,
    });
  }
  return opaque(`${describe(left)} ${operator} ${describe(right)}`, span);
}

/** `[ "$pid" = "" ]`, `[ x$pid = x ]`, `[ $pid != 0 ]`: is there no process? Any other text asks for more than that. */
function pidTest(given: Field, operator: string, other: Field): Field | undefined {
  const rest = given.parts.filter(part => part.kind !== 'pid');
  const text = textOf(other);
  if (rest.length === given.parts.length || text === undefined || !/^(?:==?|!=)$/.test(operator)) return undefined;
  const around = textOf({ parts: rest });
  return text === around || (around === '' && text === '0') ? given : undefined;
}

/** `[ $(pgrep acmed | wc -l) -gt 0 ]`: none where the service does not run; how many where it does, only the run knows. */
function countTest(ctx: Context, left: Field, operator: string, right: Field, span: Span): Truth | undefined {
  const [count, other] = tellsCount(left) ? [left, textOf(right)] : tellsCount(right) ? [right, textOf(left)] : [];
  if (!count || other === undefined) return undefined;
  const holdsFor = (number: string): boolean | undefined =>
    count === left ? compareTexts(number, operator, other, false) : compareTexts(other, operator, number, false);
  const asked = askedBy(count);
  const none = holdsFor('0');
  // Of a name that the script only asks for, it may be another service.
  if (none === undefined || asked === undefined || isUnheardOf(ctx, asked)) return undefined;
  const number = Number(other);
  const some = [1, number - 1, number, number + 1].filter(one => one > 0).map(one => holdsFor(String(one)));
  const [one] = some;
  if (some.every(answer => answer === one))
    return none === one ? known(none) : whetherRuns(ctx, span, one, RUNNING_CHECK, asked);
  return isRunning(ctx, asked) === false && !isCalledAtAnyTime(ctx) ? assumed(none, RUNNING_CHECK) : undefined;
}

/** One side is no text that the other may be: whatever it is, they are not equal. */
function excluded(left: Field, operator: string, right: Field): boolean | undefined {
  if (!/^(?:==?|!=|-eq|-ne)$/.test(operator)) return undefined;
  for (const [unknown, other] of [
    [left, textOf(right)],
    [right, textOf(left)],
  ] as const) {
    const [part, ...more] = unknown.parts;
    if (part?.kind !== 'unknown' || more.length > 0 || other === undefined) continue;
    if (part.never?.includes(other) || part.only?.includes(other) === false)
      return operator === '!=' || operator === '-ne';
  }
  return undefined;
}

function flip(operator: string): string {
  return { '-lt': '-gt', '-gt': '-lt', '-le': '-ge', '-ge': '-le' }[operator] ?? operator;
}

/** A comparison of `$?` with a number, in terms of success. */
function statusTest(status: Field, operator: string, number: Field, span: Span): Truth | undefined {
  const [part] = status.parts;
  if (part?.kind !== 'status' || status.parts.length !== 1) return undefined;
  const text = textOf(number);
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  const success: Condition = { kind: 'status', of: part.of, span };
  const zero = Number(text) === 0;
  // What a function says of a failure is one number, which another is not.
  if (part.fails !== undefined && !zero) {
    const [passed, failed] = ['0', String(part.fails)].map(code => compareTexts(code, operator, text, false));
    return passed === failed ? known(passed === true) : passed ? open(success) : not(open(success));
  }
  switch (operator) {
    case '=':
    case '==':
    case '-eq':
      return zero ? open(success) : not(open(success));
    case '!=':
    case '-ne':
      return zero ? not(open(success)) : open(success);
    case '-gt':
      return not(open(success));
    case '-lt':
    case '-le':
      return open(success);
    case '-ge':
      return zero ? known(true) : not(open(success));
    default:
      return undefined;
  }
}

const NUMBER = /^\s*[-+]?\d+\s*$/;

function compareTexts(
  left: string | undefined,
  operator: string,
  right: string | undefined,
  calculates: boolean,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  // `[ "$1" -eq "$1" ]` asks whether it is a number: what is none is an error, and that is no success.
  if (/^-(?:eq|ne|[lg][te])$/.test(operator) && !(NUMBER.test(left) && NUMBER.test(right)))
    return calculates ? undefined : false;
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-eq':
      return a === b;
    case '-ne':
      return a !== b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    case '-ge':
      return a >= b;
    default:
      return undefined;
  }
}
