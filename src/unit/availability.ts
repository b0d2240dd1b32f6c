import { DIRECTIVES, SYNTAX, VALUES } from './directives.data.ts';
import type { Target } from './target.ts';
import type { Section } from './unit.ts';

/** When something exists: upstream versions, and RHEL releases (`8.3`) that have it although their base has not. */
export interface Lifetime {
  readonly since: number;
  /** First version without it. */
  readonly gone?: number;
  /** First version that reads it and does nothing. */
  readonly ignored?: number;
  readonly backports: readonly string[];
}

/** Forms of values that came later than their directive. `prefix+` is a prefix of a command line. */
export type SyntaxForm =
  | `prefix${string}`
  | 'relative-program'
  | 'specifier-in-program'
  | 'quotes-inside-word'
  | 'leading-dollar'
  | 'working-directory-home'
  | 'working-directory-optional'
  | 'timeout-infinity'
  | 'limit-pair'
  | 'relative-pidfile'
  | 'runtime-subdirectory'
  | 'long-lines'
  | 'oneshot-restart';

const EXEC_SECTIONS: readonly Section[] = ['Service', 'Socket'];
const SECTIONS: Readonly<Record<string, readonly Section[]>> = {
  U: ['Unit'],
  S: ['Service'],
  I: ['Install'],
  K: ['Socket'],
  T: ['Timer'],
  P: ['Path'],
  x: EXEC_SECTIONS,
  k: EXEC_SECTIONS,
  r: EXEC_SECTIONS,
};

function lifetime(words: readonly string[]): Lifetime {
  const marked = (mark: string): string | undefined => words.find(word => word.startsWith(mark))?.slice(1);
  const gone = marked('<');
  const ignored = marked('~');
  return {
    since: Number(words[0]),
    ...(gone !== undefined && { gone: Number(gone) }),
    ...(ignored !== undefined && { ignored: Number(ignored) }),
    backports: marked('+')?.split(',') ?? [],
  };
}

function index(data: string, entry: (words: readonly string[]) => readonly (readonly [string, Lifetime])[]) {
  let map: ReadonlyMap<string, Lifetime> | undefined;
  // Parsed at first use: most runs of the tool ask for a few names only, and `--help` for none.
  return (): ReadonlyMap<string, Lifetime> => {
    map ??= new Map(
      data
        .trim()
        .split('\n')
        .flatMap(line => entry(line.split(' '))),
    );
    return map;
  };
}

const directives = index(DIRECTIVES, ([code = '', name = '', ...rest]) =>
  (SECTIONS[code] ?? []).map(section => [`${section}.${name}`, lifetime(rest)] as const),
);
const values = index(VALUES, ([name = '', value = '', ...rest]) => [[`${name}=${value}`, lifetime(rest)]]);
const syntax = index(SYNTAX, ([form = '', ...rest]) => [[form, lifetime(rest)]]);

/** Does the target have what lives so long? Backports count for RHEL from their minor release on. */
export function lives(life: Lifetime, target: Target): boolean {
  const end = life.gone ?? life.ignored;
  if (end !== undefined && target.systemd >= end) return false;
  if (target.systemd >= life.since) return true;
  return (
    target.family === 'rhel' &&
    life.backports.some(backport => {
      const [major, minor] = backport.split('.').map(Number);
      return major === target.major && (target.minor ?? 0) >= (minor ?? 0);
    })
  );
}

/** When a directive exists, by section and name; undefined if no version knows it. */
export function directiveLife(section: Section, name: string): Lifetime | undefined {
  return directives().get(`${section}.${name}`);
}

/** Does the target's parser know the directive, and does the directive do something there? */
export function directiveAvailable(section: Section, name: string, target: Target): boolean {
  const life = directiveLife(section, name);
  return life !== undefined && lives(life, target);
}

/** The version that introduced a directive, in whichever section it came first; undefined if there is none. */
export function since(name: string): number | undefined {
  const found = (['Unit', 'Service', 'Install', 'Socket', 'Timer', 'Path'] as const).flatMap(
    section => directiveLife(section, name)?.since ?? [],
  );
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** Is a form of syntax understood by the target? `+` in front of a program is `prefix+`, since 231. */
export function syntaxAvailable(form: SyntaxForm, target: Target): boolean {
  const life = syntax().get(form);
  return life !== undefined && lives(life, target);
}

const BOOLEAN = /^(?:yes|no|true|false|on|off|y|n|t|f|1|0)$/i;

function enumAvailable(name: string, value: string, target: Target): boolean {
  const table = values();
  const word = name.startsWith('Standard') ? value.replace(/:.*/s, '') : value;
  const life = table.get(`${name}=${word}`);
  if (life) return lives(life, target);
  if (![...table.keys()].some(key => key.startsWith(`${name}=`))) return true;
  if (BOOLEAN.test(word) && /^(?:Private|Protect)|Preserve$/.test(name)) return true;
  return /^\d+$/.test(word) && /^(?:CPUScheduling|IOScheduling)/.test(name);
}

/** Form of a value that is newer than its directive, by the directive's name; undefined for plain ones. */
function formOf(name: string, value: string): SyntaxForm | undefined {
  if (/^Timeout\w*Sec$/.test(name)) return value === 'infinity' ? 'timeout-infinity' : undefined;
  if (name.startsWith('Limit')) return value.includes(':') ? 'limit-pair' : undefined;
  if (name === 'PIDFile') return value.startsWith('/') ? undefined : 'relative-pidfile';
  if (name === 'RuntimeDirectory') return value.includes('/') ? 'runtime-subdirectory' : undefined;
  if (name === 'WorkingDirectory' && value === '~') return 'working-directory-home';
  if (name === 'WorkingDirectory' && value.startsWith('-')) return 'working-directory-optional';
  return undefined;
}

/**
 * Does the target accept this value of a directive that it knows? In: `StandardOutput`, `append:/x`. Values that no
 * table lists are accepted, an empty one (it resets a list) and one that begins with a specifier too.
 */
export function valueAvailable(name: string, value: string, target: Target): boolean {
  if (value === '' || value.startsWith('%')) return true;
  const form = formOf(name, value);
  if (form) return syntaxAvailable(form, target);
  return enumAvailable(name, value, target);
}
