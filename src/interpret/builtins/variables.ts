import { concat, EMPTY, literal, textOf, type Value } from '../../model/word.ts';
import { isAssignment } from '../../shell/nodes.ts';
import { shellOf } from '../../shell/parse.ts';
import { countedBy } from '../../shell/variables.ts';
import { shifted } from '../arguments.ts';
import type { Call, Models } from '../call.ts';
import { type Context, remark, visit } from '../context.ts';
import { expandArray, expandFields, expandValue, KEYED } from '../expand.ts';
import { define } from '../state.ts';
import { type Status, SUCCESS } from '../truth.ts';
import { assign, exportVariable, forget, lookUp, unsetVariable } from '../variables.ts';

/** `export`, `local`, `declare` … : assignments that may also change how the variable travels. */
function declare(ctx: Context, call: Call, exports: boolean): Status {
  if (call.node) visit(ctx, call.node.pos, exports ? 'state' : 'assignment');
  let exporting = exports;
  const isGlobal = call.args.some(arg => /^-\w*g/.test(textOf(arg) ?? ''));
  const hidden = exports || isGlobal || call.name === 'readonly' ? undefined : ctx.frames.at(-1)?.hidden;
  const done = (name: string, value?: Value, elements?: readonly Value[]): void => {
    if (hidden && !hidden.has(name))
      hidden.set(name, { variable: ctx.state.vars.get(name), exported: ctx.state.process.exported.get(name) });
    if (value) assign(ctx, name, value, elements);
    else if (hidden && isBash(ctx)) unsetVariable(ctx, name);
    if (exporting) exportVariable(ctx, name);
  };
  for (const argument of call.node?.args ?? []) {
    if (isAssignment(argument)) {
      if (argument.value.type === 'ArrayValue') {
        const elements = expandArray(ctx, argument.value);
        done(argument.name, elements ? (elements[0] ?? EMPTY) : KEYED, elements);
      } else {
        const value = expandValue(ctx, argument.value);
        done(argument.name, argument.append ? concat(lookUp(ctx, argument.name)?.value ?? EMPTY, value) : value);
      }
      continue;
    }
    for (const field of expandFields(ctx, [argument])) {
      const text = textOf(field);
      if (text?.startsWith('-')) {
        if (/^-\w*x/.test(text)) exporting = true;
        if (call.name === 'export' && text === '-n') return SUCCESS;
        continue;
      }
      const [, name, given] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(text ?? '') ?? [];
      if (name) done(name, given === undefined ? undefined : literal(given));
      else if (!exporting) remark(ctx, 'SV901', ctx.here, { construct: `${call.name} of a computed name` });
      else remarkUnnamed(ctx, 'export of a computed name');
    }
  }
  return SUCCESS;
}

/** `local pid`: to bash it is not set then, to dash it is what the caller's is (bash(1), local; dash(1)). */
function isBash({ source, host }: Context): boolean {
  return /(?:^|\/)bash$/.test(shellOf(source)) || host.family === 'rhel' || host.family === 'suse';
}

/** The daemon's environment is that of the start. */
function remarkUnnamed(ctx: Context, how: string): void {
  if (ctx.action === 'start') remark(ctx, 'SV436', ctx.here, { how });
}

/** `set -e`, `set -- a b`; the other options do not change what is executed. */
function set(ctx: Context, call: Call): Status {
  if (call.node) visit(ctx, call.node.pos, 'state');
  for (let i = 0; i < call.args.length; i++) {
    const text = textOf(call.args[i] ?? EMPTY);
    if (text === '--') {
      ctx.state.positional = call.args.slice(i + 1);
      return SUCCESS;
    }
    if (text !== undefined && /^[-+][a-zA-Z]+$/.test(text)) {
      const on = text.startsWith('-');
      const long = text.includes('o') ? textOf(call.args[i + 1] ?? EMPTY) : undefined;
      if (text.includes('e') || long === 'errexit') ctx.state.errexit = on;
      if (text.includes('a') || long === 'allexport') {
        ctx.state.allexport = on;
        if (on) remarkUnnamed(ctx, 'set -a');
      }
      if (text.includes('o')) i++;
      continue;
    }
    ctx.state.positional = call.args.slice(i);
    return SUCCESS;
  }
  return SUCCESS;
}

/** Builtins on variables and arguments. */
export const variables: Models = {
  export: (ctx, call) => declare(ctx, call, true),
  local: (ctx, call) => declare(ctx, call, false),
  readonly: (ctx, call) => declare(ctx, call, false),
  declare: (ctx, call) => declare(ctx, call, false),
  typeset: (ctx, call) => declare(ctx, call, false),
  set,
  unset: (ctx, call) => {
    if (call.node) visit(ctx, call.node.pos, 'state');
    const functions = call.args.some(arg => textOf(arg) === '-f');
    for (const arg of call.args) {
      const name = textOf(arg);
      if (!name || name.startsWith('-')) continue;
      if (functions) define(ctx.state, name, undefined);
      else unsetVariable(ctx, name);
    }
    // `unset A[1]`: which elements are left, the run knows. To the shell it is also a pattern of file names.
    for (const { text } of call.node?.args ?? []) {
      const array = /^["']?([A-Za-z_]\w*)\[/.exec(text)?.[1];
      if (array !== undefined && !functions) assign(ctx, array, KEYED);
    }
    return SUCCESS;
  },
  shift: (ctx, call) => {
    if (call.node) visit(ctx, call.node.pos, 'state');
    const count = textOf(call.args[0] ?? literal('1'));
    ctx.state.positional = shifted(ctx, count === undefined || !/^\d+$/.test(count) ? undefined : Number(count));
    return SUCCESS;
  },
  getopts: (ctx, call) => {
    if (call.node) visit(ctx, call.node.pos, 'condition');
    for (const name of ['OPTARG', 'OPTIND', textOf(call.args[1] ?? EMPTY) ?? ''])
      if (name) forget(ctx, name, 'option of the command line');
    const first = lookUp(ctx, '1')?.value;
    const operand = first === undefined || (textOf(first) !== undefined && !textOf(first)?.startsWith('-'));
    if (operand) assign(ctx, 'OPTIND', literal('1'));
    return operand ? { kind: 'code', code: 1 } : { kind: 'unknown' };
  },
  let: (ctx, call) => {
    if (call.node) visit(ctx, call.node.pos, 'assignment');
    for (const arg of call.args) {
      for (const name of countedBy(textOf(arg) ?? '')) forget(ctx, name, 'counted');
    }
    return { kind: 'unknown' };
  },
};
