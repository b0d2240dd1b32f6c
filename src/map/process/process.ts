import { note } from '../../base/finding.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Trail } from '../../interpret/context.ts';
import { canonical } from '../../interpret/paths.ts';
import type { ProcessState } from '../../model/process.ts';
import { type Part, textOf, type Value } from '../../model/word.ts';
import { syntaxAvailable, valueAvailable } from '../../unit/availability.ts';
import { environmentLine, plainValue } from '../../unit/escape.ts';
import { add, type Draft, type MapInput } from '../draft.ts';
import { settingProblem } from '../settings.ts';

/**
 * systemd 240 and later know nobody as 65534 and warn of the name in a unit (load-fragment.c); RHEL 7 has its own
 * number for it.
 */
const NOBODY = '65534';

/** A directive that a process state asks for. */
interface Wanted {
  readonly name: string;
  readonly value: string;
}

/** Parts of the state that have one literal value each; the directive beside. */
const PLAIN: readonly (readonly [key: keyof ProcessState & string, directive: string])[] = [
  ['user', 'User'],
  ['group', 'Group'],
  ['root', 'RootDirectory'],
  ['umask', 'UMask'],
  ['nice', 'Nice'],
  ['ioClass', 'IOSchedulingClass'],
  ['ioPriority', 'IOSchedulingPriority'],
  ['schedulerPolicy', 'CPUSchedulingPolicy'],
  ['schedulerPriority', 'CPUSchedulingPriority'],
  ['affinity', 'CPUAffinity'],
  ['oomScore', 'OOMScoreAdjust'],
];

/** The state as directives, or why the run must make it. */
export function processDirectives(
  input: MapInput,
  process: ProcessState,
  login: boolean,
): Result<readonly Wanted[], string> {
  const wanted: Wanted[] = [];
  const varying = [...process.varying].filter(key => !['stdin', 'stdout', 'stderr'].includes(key));
  if (varying.length > 0) return fail(`${varying.join(', ')} depends on a condition`);
  for (const [key, directive] of PLAIN) {
    const value = process[key] as Value | undefined;
    if (!value) continue;
    const text = textOf(value);
    if (text === undefined) return fail(`${directive}= cannot take its value from a variable`);
    const final =
      directive === 'User' && text === 'nobody' && input.target.systemd >= 240
        ? NOBODY
        : // Root has no HOME in a unit that does not name it (systemd.exec(5)); a login shell goes there.
          directive === 'User' && text === 'root' && process.login
          ? text
          : normal(directive, text);
    if (final === undefined) return fail(`${directive}=${text} is not a value of systemd`);
    if (final !== '') wanted.push({ name: directive, value: final });
  }
  const cwd = process.cwd && textOf(process.cwd);
  if (process.cwd && cwd === undefined && !login) return fail('the directory is computed');
  if (cwd !== undefined && cwd !== '/') {
    const value = plainValue(cwd);
    if (!value.ok || !cwd.startsWith('/')) return fail(`the directory is ${cwd}`);
    const optional = process.cwdOptional === true && valueAvailable('WorkingDirectory', '-/', input.target);
    wanted.push({ name: 'WorkingDirectory', value: (optional ? '-' : '') + value.value });
  }
  const limits = limitDirectives(input, process);
  if (!limits.ok) return limits;
  const environment = environmentDirectives(input, process, login);
  return environment.ok ? ok([...wanted, ...limits.value, ...environment.value]) : environment;
}

function normal(directive: string, text: string): string | undefined {
  switch (directive) {
    case 'UMask':
      if (!/^[0-7]{1,4}$/.test(text)) return undefined;
      return Number.parseInt(text, 8) === 0o022 ? '' : text.padStart(4, '0');
    case 'Nice':
      if (!/^[-+]?\d+$/.test(text)) return undefined;
      return Number(text) === 0 ? '' : String(Math.max(-20, Math.min(19, Number(text))));
    case 'User':
    case 'Group':
      if (text === 'root' && directive === 'User') return '';
      return /^[\w.-]+\$?$/.test(text) ? text : undefined;
    case 'IOSchedulingClass':
      return {
        '0': 'none',
        '1': 'realtime',
        '2': 'best-effort',
        '3': 'idle',
        rt: 'realtime',
        'real-time': 'realtime',
        'best-effort': 'best-effort',
        idle: 'idle',
        realtime: 'realtime',
      }[text];
    case 'RootDirectory':
      return text.startsWith('/') ? (text === '/' ? '' : text.replaceAll('%', '%%')) : undefined;
    default:
      return /^[\w,.-]+$/.test(text) ? text : undefined;
  }
}

function limitDirectives(input: MapInput, process: ProcessState): Result<readonly Wanted[], string> {
  const wanted: Wanted[] = [];
  for (const [suffix, limit] of process.limits) {
    const soft = limit.soft && textOf(limit.soft);
    const hard = limit.hard && textOf(limit.hard);
    if ((limit.soft && soft === undefined) || (limit.hard && hard === undefined))
      return fail(`Limit${suffix}= cannot take its value from a variable`);
    for (const side of [soft, hard])
      if (side !== undefined && !/^(?:\d+|infinity)$/.test(side)) return fail(`ulimit ${side} has no counterpart`);
    const pair = syntaxAvailable('limit-pair', input.target);
    if (soft !== undefined && (soft === hard || (soft === 'infinity' && hard === undefined)))
      wanted.push({ name: `Limit${suffix}`, value: soft });
    else if (soft === undefined) return fail(`only the hard limit of ${suffix} is set`);
    else if (pair) wanted.push({ name: `Limit${suffix}`, value: `${soft}:${hard ?? 'infinity'}` });
    else wanted.push({ name: `Limit${suffix}`, value: hard === undefined || hard === 'infinity' ? soft : hard });
  }
  return ok(wanted);
}

/** What systemd's own PATH holds: a script's PATH matters only for what goes beyond. */
export const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const isOfSystem = (folder: string): boolean => /^\/(?:usr\/)?s?bin$/.test(folder);
const USUAL_FOLDERS: readonly string[] = ['', ...USUAL_PATH.split(':')];

function environmentDirectives(
  input: MapInput,
  process: ProcessState,
  login: boolean,
): Result<readonly Wanted[], string> {
  const wanted: Wanted[] = [];
  // A login shell makes its own environment, and what is set behind it stands in its text (main-line.ts).
  if (login) return ok(wanted);
  for (const [name, value] of process.exported) {
    if (isOwnSetting(name, value) || isInherited(value)) continue;
    if (name === 'PATH' && !searchesOtherwise(value)) continue;
    const text = textOf(name === 'PATH' ? withUsualPath(value) : value);
    if (text === undefined) return fail(`$${name} is computed and exported`);
    const line = environmentLine(name, text, input.target);
    if (!line.ok) return fail(line.error);
    wanted.push({ name: 'Environment', value: line.value });
  }
  return ok(wanted);
}

/** Why an exported setting does not reach the service with its file; undefined: all of them do. */
export function exportProblem(input: MapInput, trail: Trail, process: ProcessState): string | undefined {
  for (const [name, value] of process.exported) {
    if (!isOwnSetting(name, value) || process.login) continue;
    const problem = settingProblem(input, trail, { parts: [{ kind: 'setting', name, quoted: true }] });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The variable is what a settings file makes of it: it reaches the service with the file. */
function isOwnSetting(name: string, { parts }: Value): boolean {
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'setting' && only.name === name;
}

function isInherited({ parts }: Value): boolean {
  return parts.length === 1 && parts.every(comesFromBefore);
}

/** What the script was started with. */
function comesFromBefore(part: Part): boolean {
  return part.kind === 'unknown' && part.reason.startsWith('inherited');
}

/** Does a PATH find what systemd's own does not: in folders that it lacks, or in `/usr/local` behind those of the system? */
export function searchesOtherwise(value: Value): boolean {
  const other = value.parts.some(
    part => part.kind === 'literal' && part.text.split(':').some(folder => !USUAL_FOLDERS.includes(folder)),
  );
  const folders = textOf(value)?.split(':') ?? [];
  return other || folders.findLastIndex(one => one.startsWith('/usr/local/')) > folders.findIndex(isOfSystem);
}

/** The script's PATH with systemd's own in place of the one that init had. */
export function withUsualPath({ parts }: Value): Value {
  return { parts: parts.map(part => (comesFromBefore(part) ? { kind: 'literal', text: USUAL_PATH } : part)) };
}

/** Put the state's directives into the unit. */
export function mapProcess(draft: Draft, process: ProcessState, wanted: readonly Wanted[]): void {
  for (const { name, value } of wanted) {
    const soft = /^Limit/.test(name) && value.includes(':infinity') && value !== '0:infinity';
    add(
      draft,
      'Service',
      name,
      name === 'WorkingDirectory' ? canonical(value) : value,
      'process',
      process.evidence,
      soft ? 'inferred' : 'proved',
    );
    // Only the daemon was in its jail; without it RootDirectory= is for every line (systemd.service(5)).
    if (name === 'RootDirectory')
      add(draft, 'Service', 'RootDirectoryStartOnly', 'yes', 'process', process.evidence, 'proved');
    if (name === 'LimitCORE' && value === '0:infinity') draft.notes.push(note('SV410', process.evidence[0]));
  }
  for (const [name, value] of process.exported) if (isOwnSetting(name, value)) draft.usedSettings.add(name);
}

/** Two states are one to a command: nothing that it could see differs. `user` is compared apart. */
export function sameProcess(a: ProcessState, b: ProcessState): boolean {
  const key = (state: ProcessState): string =>
    JSON.stringify([
      ...PLAIN.filter(([name]) => name !== 'user' && name !== 'group').map(([name, directive]) => {
        const value = state[name] as Value | undefined;
        const text = value && textOf(value);
        return text === undefined ? (value ?? '') : (normal(directive, text) ?? text);
      }),
      state.cwd ? (textOf(state.cwd) ?? state.cwd) : '/',
      [...state.limits],
      [...state.exported].filter(([name]) => name !== 'PATH'),
      [...state.varying],
    ]);
  return key(a) === key(b);
}

/** Does the unit change the user? `User=root` only names who it is. */
export function changesUser(directives: readonly { readonly name: string; readonly value: string }[]): boolean {
  return directives.some(({ name, value }) => name === 'User' && value !== 'root');
}
