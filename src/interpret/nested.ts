import type { ProcessState } from '../model/process.ts';
import type { Part, Value } from '../model/word.ts';
import { parseSource } from '../shell/parse.ts';
import { type Context, collect, emit, remark } from './context.ts';
import { fork, type State } from './state.ts';
import { type Status, SUCCESS } from './truth.ts';
import { runList } from './walk.ts';

const HOLE = '__hole_';

interface Nested {
  readonly process: ProcessState;
  /** Another shell runs it: only exported variables are there, and nothing comes back. */
  readonly child?: boolean;
  /** Words after the text: `$0`, `$1` … of `sh -c`. */
  readonly positional?: readonly Value[];
}

/**
 * Run text that the script builds and a shell reads again (`eval`, `su -c`, `daemon`). Parts whose text is open
 * become holes: words that may not be syntax, and that were evaluated once more.
 */
export function runText(ctx: Context, value: Value, options: Nested): Status {
  const holes: Part[] = [];
  let text = '';
  for (const part of value.parts) {
    if (part.kind === 'literal') text += part.text;
    else {
      holes.push(deeper(part));
      const hole = `\${${HOLE}${holes.length - 1}}`;
      // Between single quotes nothing is expanded again, but the value stands there already.
      text += inSingleQuotes(text) ? `'"${hole}"'` : hole;
    }
  }
  const source = parseSource(ctx.source.path, text);
  if (source.errors.length > 0) {
    remark(ctx, 'SV901', ctx.here, { construct: 'text that is no shell syntax before the run fills it in' });
    emit(ctx, { kind: 'residue', reason: 'computed shell text' });
    return { kind: 'unknown' };
  }
  const state: State = options.child ? childState(ctx.state, options) : { ...ctx.state, process: options.process };
  holes.forEach((hole, i) => state.vars.set(HOLE + i, { value: { parts: [hole] } }));
  const inner: Context = {
    ...ctx,
    source,
    state,
    foreign: true,
    site: ctx.foreign ? ctx.site : ctx.here.start,
    frames: options.child ? [] : ctx.frames,
  };
  const steps = collect(inner, () => runList(inner, source.ast));
  // A shell of its own ends alone.
  if (options.child && inner.state.ended === 'exit')
    ctx.steps.push({ kind: 'call', name: '( )', body: steps, span: ctx.here });
  else ctx.steps.push(...steps);
  if (!options.child) {
    ctx.state = {
      ...inner.state,
      process: {
        ...inner.state.process,
        stdin: ctx.state.process.stdin,
        stdout: ctx.state.process.stdout,
        stderr: ctx.state.process.stderr,
      },
    };
    for (const name of [...ctx.state.vars.keys()]) if (name.startsWith(HOLE)) ctx.state.vars.delete(name);
  }
  return inner.state.status;
}

function inSingleQuotes(text: string): boolean {
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\' && quote !== "'") i++;
    else if (quote === char) quote = '';
    else if (quote === '' && (char === "'" || char === '"')) quote = char;
  }
  return quote === "'";
}

function deeper(part: Part): Part {
  return part.kind === 'setting'
    ? { ...part, depth: (part.depth ?? 1) + 1, quoted: false }
    : { ...part, quoted: false };
}

/** The state of a new shell: functions and unexported variables stay behind. */
function childState(parent: State, options: Nested): State {
  const [zero, ...positional] = options.positional ?? [];
  const vars = new Map([...options.process.exported].map(([name, value]) => [name, { value }] as const));
  if (zero) vars.set('0', { value: zero });
  return {
    ...fork(parent),
    vars,
    functions: new Map(),
    others: new Map(),
    libraries: new Set(),
    positional,
    process: options.process,
    status: SUCCESS,
    errexit: false,
    allexport: false,
    settingsRead: false,
  };
}
