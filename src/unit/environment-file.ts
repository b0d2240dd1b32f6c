import { badEnvironmentValue, isVariableName } from './escape.ts';
import type { Target } from './target.ts';

export interface EnvironmentFile {
  readonly values: ReadonlyMap<string, string>;
  /** Lines that a shell would take for something and systemd does not. */
  readonly dropped: readonly { readonly line: number; readonly text: string; readonly reason: string }[];
}

type State =
  | 'start'
  | 'key'
  | 'before value'
  | 'value'
  | 'value\\'
  | 'single'
  | 'single\\'
  | 'double'
  | 'double\\'
  | 'comment'
  | 'comment\\';

interface Assignment {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const NEWLINE = /[\n\r]/;
const BLANK = /[ \t\n\r]/;

/** What a backslash in double quotes leaves of itself and the next character; from 241 as a shell has it. */
function escapedInDouble(char: string, target: Target): string {
  if (target.systemd < 241) return NEWLINE.test(char) ? '' : char;
  if ('"\\`$'.includes(char)) return char;
  return char === '\n' ? '' : `\\${char}`;
}

/** The automaton of parse_env_file_internal(); `assign` and `drop` get what it finds. */
function scan(
  text: string,
  target: Target,
  assign: (assignment: Assignment) => void,
  drop: (line: number, reason: string) => void,
): void {
  let state: State = 'start';
  let key = '';
  let value = '';
  let line = 1;
  let began = 1;
  const push = (trim: boolean): void => {
    assign({ key: key.replace(/[ \t\n\r]+$/, ''), value: trim ? value.slice(0, keep) : value, line: began });
    key = '';
    value = '';
    state = 'start';
  };
  /** Length of the value without the blanks at its end; an escaped blank is not one of them. */
  let keep = 0;
  const append = (char: string): void => {
    value += char;
    keep = value.length;
  };
  for (const char of text) {
    const ends = NEWLINE.test(char);
    switch (state) {
      case 'start':
        began = line;
        if (char === '#' || char === ';') state = 'comment';
        else if (!BLANK.test(char)) {
          state = 'key';
          key = char;
        }
        break;
      case 'key':
        if (ends) {
          drop(began, "no '=': a command or a bare word is skipped in silence");
          state = 'start';
        } else if (char === '=') {
          state = 'before value';
          value = '';
          keep = 0;
        } else key += char;
        break;
      case 'before value':
        if (ends) push(false);
        else if (char === "'") state = 'single';
        else if (char === '"') state = 'double';
        else if (char === '\\') state = 'value\\';
        else if (!BLANK.test(char)) {
          state = 'value';
          append(char);
        }
        break;
      case 'value':
        if (ends) push(true);
        else if (char === '\\') state = 'value\\';
        else if (BLANK.test(char)) value += char;
        else append(char);
        break;
      case 'value\\':
        state = 'value';
        if (!ends) append(char);
        else keep = value.length;
        break;
      case 'single':
        if (char === "'") state = 'before value';
        else if (char === '\\' && target.systemd < 241) state = 'single\\';
        else append(char);
        break;
      case 'single\\':
        state = 'single';
        if (!ends) append(char);
        break;
      case 'double':
        if (char === '"') state = 'before value';
        else if (char === '\\') state = 'double\\';
        else append(char);
        break;
      case 'double\\':
        state = 'double';
        append(escapedInDouble(char, target));
        break;
      case 'comment':
        if (char === '\\') state = 'comment\\';
        else if (ends) state = 'start';
        break;
      case 'comment\\':
        // Up to 253 the comment goes on in the next line.
        if (ends && target.systemd >= 254) state = 'start';
        else {
          state = 'comment';
          if (char === '\n') drop(line + 1, 'belongs to the comment above, which ends in a backslash');
        }
        break;
    }
    if (char === '\n') line += 1;
  }
  if (state === 'key') drop(began, "no '=': a command or a bare word is skipped in silence");
  else if (state !== 'start' && state !== 'comment' && state !== 'comment\\') push(state === 'value');
}

/**
 * Read a settings file as the target's systemd does (systemd.exec(5), EnvironmentFile=). In: the file's text. Out: the
 * variables that services get, and the lines that are dropped with the reason: those are where a shell differs.
 */
export function parseEnvironmentFile(text: string, target: Target): EnvironmentFile {
  const lines = text.split('\n');
  const dropped: { line: number; text: string; reason: string }[] = [];
  const drop = (line: number, reason: string): void => {
    const at = lines[line - 1]?.replace(/\r$/, '') ?? '';
    if (at.trim() !== '') dropped.push({ line, text: at, reason });
  };
  const last = new Map<string, Assignment>();
  scan(text, target, assignment => last.set(assignment.key, assignment), drop);
  const values = new Map<string, string>();
  // A later assignment replaces an earlier one first and is judged then: a bad one leaves the variable unset.
  for (const { key, value, line } of last.values()) {
    const bad = isVariableName(key) ? badEnvironmentValue(value, target) : `'${key}' is not a variable name`;
    if (bad === undefined) values.set(key, value);
    else drop(line, bad);
  }
  return { values, dropped: dropped.sort((a, b) => a.line - b.line) };
}
