import { EMPTY, type Field, literal, textOf } from '../model/word.ts';

/** The options a program knows: letters (and long names) with and without a value. */
export interface OptionSpec {
  /** Short letters without a value. */
  readonly flags?: string;
  /** Short letters with a value. */
  readonly values?: string;
  /** Long names; `true` takes a value. A string is the short letter it stands for and follows that letter's kind. */
  readonly long?: Readonly<Record<string, boolean | string>>;
  /** Stop at the first operand (no permutation), as wrappers of commands do. */
  readonly inOrder?: boolean;
}

/** An argv taken apart. Keys are short letters without a dash, or long names. */
export interface Options {
  readonly has: (name: string) => boolean;
  /** The last value of an option. */
  readonly value: (name: string) => Field | undefined;
  /** All values of an option, in order. */
  readonly all: (name: string) => readonly Field[];
  readonly operands: readonly Field[];
  /** A word stands where an option may stand and only the run knows what it is. */
  readonly open: boolean;
  /** Options that the spec does not know. */
  readonly unknown: readonly string[];
}

/** Parse the arguments of a command the way getopt does. */
export function parseOptions(args: readonly Field[], spec: OptionSpec): Options {
  const found = new Map<string, Field[]>();
  const operands: Field[] = [];
  const unknown: string[] = [];
  let open = false;
  const add = (name: string, value: Field): void => {
    found.set(name, [...(found.get(name) ?? []), value]);
  };
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] ?? EMPTY;
    const [head] = arg.parts;
    const start = head?.kind === 'literal' ? head.text : undefined;
    if (start === undefined) {
      if (head && !head.quoted && operands.length === 0) open = true;
      operands.push(arg);
      if (spec.inOrder) break;
      continue;
    }
    if (start === '--' && arg.parts.length === 1) {
      operands.push(...args.slice(i + 1));
      return done();
    }
    if (start.startsWith('--')) i += long(start, arg, i);
    else if (start.startsWith('-') && start !== '-') i += short(start, arg, i);
    else {
      operands.push(arg);
      if (spec.inOrder) break;
    }
  }
  if (spec.inOrder) operands.push(...args.slice(i + 1));
  return done();

  function long(start: string, arg: Field, index: number): number {
    const [name = '', ...given] = start.slice(2).split('=');
    const keys = Object.keys(spec.long ?? {});
    const key = keys.find(known => known === name) ?? keys.find(known => known.startsWith(name));
    const kind = key === undefined ? undefined : spec.long?.[key];
    const canonical = typeof kind === 'string' ? kind : (key ?? name);
    const takes = typeof kind === 'string' ? (spec.values ?? '').includes(kind) : kind === true;
    if (kind === undefined) unknown.push(`--${name}`);
    if (given.length > 0) {
      add(canonical, { parts: [...literal(given.join('=')).parts, ...arg.parts.slice(1)] });
      return 0;
    }
    if (start.includes('=') || !takes) {
      add(canonical, { parts: arg.parts.slice(1) });
      return 0;
    }
    add(canonical, args[index + 1] ?? EMPTY);
    return 1;
  }

  function short(start: string, arg: Field, index: number): number {
    for (let at = 1; at < start.length; at++) {
      const letter = start.charAt(at);
      if ((spec.values ?? '').includes(letter)) {
        const rest: Field = { parts: [...literal(start.slice(at + 1)).parts, ...arg.parts.slice(1)] };
        const attached = rest.parts.length > 0;
        add(letter, attached ? rest : (args[index + 1] ?? EMPTY));
        return attached ? 0 : 1;
      }
      if ((spec.flags ?? '').includes(letter)) add(letter, EMPTY);
      else {
        unknown.push(`-${letter}`);
        return 0;
      }
    }
    return 0;
  }

  function done(): Options {
    return {
      has: name => found.has(name),
      value: name => found.get(name)?.at(-1),
      all: name => found.get(name) ?? [],
      operands,
      open,
      unknown,
    };
  }
}

/** The known text of an option's value. */
export function optionText(options: Options, name: string): string | undefined {
  const value = options.value(name);
  return value && textOf(value);
}
