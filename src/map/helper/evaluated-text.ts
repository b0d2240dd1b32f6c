import type { ExecEffect } from '../../model/effect.ts';
import { EMPTY, type Field, type Part, textOf } from '../../model/word.ts';
import { SET_BEFORE } from '../../shell/call-arguments.ts';
import type { Word } from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';

/**
 * `daemon --user acme $DIR/acmed $OPTIONS`: RHEL's function gives its words to another bash as one text, `$*` (facts:
 * rhel-functions, 3). So does `set -- …; exec /bin/bash -c "exec $*"`, without the function: the unit does the rest of its
 * work. Undefined where the words are more than a program and its arguments, or only the other shell knows what is in them.
 */
export function daemonText(source: Source, words: readonly Word[], effect: ExecEffect): string | undefined {
  const command = words.slice(1 + daemonOptions(words.slice(1)));
  const [first] = command;
  const last = command.at(-1);
  const text = first && last && source.text.slice(first.pos, last.end);
  if (text === undefined || !isCommand(source.text, text, effect)) return undefined;
  // A word without a variable or a pattern is the same however often it is read.
  return /[$*?[]/.test(text)
    ? `set -- ${text}; exec /bin/bash -c ${SET_BEFORE}`
    : `exec ${text.replace(/\\\n/g, ' ').replace(/\s+/g, ' ').replaceAll('"', '')}`;
}

function daemonOptions(words: readonly Word[]): number {
  let i = 0;
  for (; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (/^--(?:user|pidfile|check)$/.test(text)) i++;
    else if (!/^--(?:user|pidfile|check)=|^--force$|^[-+]\d+$|^\$\{?\w*(?:NICE|PRIO)\w*\}?$/i.test(text)) break;
  }
  return i;
}

/** `su acme -s /bin/sh -c "$DIR/acmed $OPTIONS"`, which is no login: that user's shell reads the text. */
export function suText(source: Source, words: readonly Word[], effect: ExecEffect): string | undefined {
  let command: Word | undefined;
  let operands = 0;
  for (let i = 1; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (/^(?:-c|--command)$/.test(text)) command = words[++i];
    else if (/^(?:-[sgG]|--(?:shell|group|supp-group))$/.test(text)) i++;
    else if (!/^-[mpf]$|^--(?:preserve-environment|shell=.*)$/.test(text)) {
      if (text.startsWith('-') || ++operands > 1) return undefined;
    }
  }
  const text = command && source.text.slice(command.pos, command.end);
  const inner = text && /^"([^"]*)"$/.exec(text)?.[1];
  if (!inner || effect.process.login || !isCommand(source.text, text, effect)) return undefined;
  return `exec /bin/bash -c "exec ${inner}"`;
}

/** Streams that the text itself opens. */
const TO_NULL = /\s*(?:[12]?>>?\s*\/dev\/null|2>\s*&\s*1|&>\s*\/dev\/null)(?=["\s]|$)/g;

function isCommand(script: string, text: string, effect: ExecEffect): boolean {
  const plain = text.replace(/\\\n\s*/g, ' ').replace(TO_NULL, '');
  // Another shell's variables, a list, a job, a function's words: what is more than a program's own.
  if (/['`\\;|&<>()!~\n]|\$\{?[@*\d]/.test(plain)) return false;
  const name = /^"?([^\s"]+)/.exec(plain)?.[1];
  return name !== undefined && isProgram(script, name, effect);
}

/** The first word of the text is the program and no more: `exec` knows no assignments and no builtins. */
function isProgram(script: string, name: string, { argv }: ExecEffect): boolean {
  const [program = EMPTY] = argv;
  const path = textOf(program);
  if (!name.includes('$')) return name === path;
  const own = /^\$\{?(\w+)\}?$/.exec(name)?.[1];
  // `daemon $daemonopts acmed`: what only a settings file gives a value may be options, or nothing.
  if (own !== undefined)
    return path !== undefined
      ? isAlways(script, own, path)
      : isVariable(program, own) && valuesOf(script, own).some(value => value.includes('/'));
  const end = endOf(script, name);
  return end !== undefined && (path !== undefined ? path.endsWith(end) : endsIn(program, end));
}

/** `/acmed` of `$DIR/acmed` and `$DIR/$prog`: had the word a blank before it, the first of its words would not end so. */
function endOf(script: string, text: string): string | undefined {
  const base = text.slice(text.lastIndexOf('/') + 1);
  const variable = /^\$\{?(\w+)\}?$/.exec(base)?.[1];
  const end = variable === undefined ? base : constant(script, variable);
  return text.includes('/') && end && !/[$\s`]/.test(end) ? `/${end}` : undefined;
}

/** The one text that the script gives the variable. */
function constant(script: string, name: string): string | undefined {
  const values = valuesOf(script, name);
  return new Set(values).size === 1 && !/[\s$`]/.test(values[0] ?? '') ? values[0] : undefined;
}

function valuesOf(script: string, name: string): readonly string[] {
  const found = script.matchAll(new RegExp(`(?<![\\w$])${name}=("[^"\\n]*"|'[^'\\n]*'|[^\\s;]*)`, 'g'));
  return [...found].map(([, value = '']) => value.replace(/["']/g, ''));
}

/** All that the script gives the variable is this path, as it is written or with variables in it. */
function isAlways(script: string, name: string, path: string): boolean {
  const values = valuesOf(script, name);
  const isPath = (value: string): boolean =>
    value === path || (value.includes('$') && !/[\s`(]/.test(value) && path.endsWith(endOf(script, value) ?? '\0'));
  return values.length > 0 && values.every(isPath);
}

function isVariable({ parts: [part, ...others] }: Field, name: string): boolean {
  if (!part || others.length > 0) return false;
  if (part.kind === 'setting') return part.name === name;
  // Each of the values is a path.
  return part.kind === 'choice' && part.among.every(({ parts: [one] }) => one && isPath(one));
}

function isPath(part: Part): boolean {
  return part.kind === 'literal' ? /^\/\S*$/.test(part.text) : part.kind === 'setting';
}

function endsIn({ parts }: Field, end: string): boolean {
  const last = parts.at(-1);
  return (
    last?.kind === 'literal' &&
    last.text.endsWith(end) &&
    parts
      .slice(0, -1)
      .every(part => part.kind === 'setting' || (part.kind === 'choice' && isVariable({ parts: [part] }, '')))
  );
}
