import { librariesIn } from '../../interpret/init-library.ts';
import { type Command, literalName, type Word, wordsOf } from '../../shell/nodes.ts';
import type { Source } from '../../shell/parse.ts';
import { statementsOf } from '../../shell/statements.ts';
import type { MapInput } from '../draft.ts';
import { toolWords } from '../tool-words.ts';
import { startprocWords } from './exec-text.ts';

/** Only SUSE has /etc/rc.status and the programs beside it. */
export function lacksSuseTools({ source, target }: MapInput): boolean {
  return target.family !== 'suse' && target.family !== 'upstream' && isOnlySuse(source);
}

/** A script that also knows another library has functions of the same names. */
function isOnlySuse(source: Source): boolean {
  const [only, more] = librariesIn(source);
  return only === 'suse' && more === undefined;
}

/**
 * startproc, killproc and checkproc in words that every shell and every target has, by offset (facts:
 * suse-functions, 2 to 4). Nothing for a call with options that these words cannot say.
 */
export function plainTools(input: MapInput): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (!lacksSuseTools(input)) return found;
  const { source } = input;
  const moves = /(?:^|[\s;&|{(])cd\s/m.test(source.text);
  const commands = statementsOf(source.ast).flatMap(({ node }) => (node.type === 'Command' ? [node] : []));
  // One after the other: killproc comes back when its program has ended.
  const ended = new Set(
    commands.filter(node => toolOf(node) === 'killproc' && ends(wordsOf(node))).map(node => node.args.at(-1)?.text),
  );
  for (const node of commands) {
    if (node.prefix.length > 0) continue;
    const text = plainText(source, node, { moves, waits: ended.size > 1 });
    if (text !== undefined) found.set(node.pos, text);
  }
  return found;
}

function toolOf(node: Command): string | undefined {
  return literalName(node)?.replace(/^(?:\/usr)?\/sbin\//, '');
}

/** Does this call of killproc end its program? */
function ends(words: readonly { readonly text: string }[]): boolean {
  const signal = words.find(word => SIGNAL.test(word.text));
  return !signal || /^-(?:(?:SIG)?(?:TERM|KILL)|15|9)$/.test(signal.text);
}

interface How {
  /** The script changes its directory somewhere. */
  readonly moves: boolean;
  /** What is signalled next must find this one gone. */
  readonly waits: boolean;
}

function plainText(source: Source, node: Command, { moves, waits }: How): string | undefined {
  const words = wordsOf(node).filter((word): word is Word => word.type === 'Word');
  if (words.length !== wordsOf(node).length) return undefined;
  switch (toolOf(node)) {
    case 'startproc':
    case 'start_daemon':
      return started(source, node, words, moves);
    case 'killproc':
      return node.redirects.length > 0 ? undefined : signalled(words, waits);
    case 'checkproc':
      return node.redirects.length > 0 ? undefined : looked(words);
    default:
      return undefined;
  }
}

/**
 * It runs in the background whether or not it goes there by itself, in / and not where the script is. One that has failed
 * by the time that startproc looks is a failed start (facts: suse-functions, 2 and 6).
 */
function started(source: Source, node: Command, words: readonly Word[], moves: boolean): string | undefined {
  const call = startprocWords(source, words);
  const io = ioClass(call?.value('o') ?? '');
  if (!call || call.has('c') || (call.has('g') && !call.has('u')) || (call.has('o') && io === undefined))
    return undefined;
  const [nice, user, group, log] = ['n', 'u', 'g', 'l'].map(letter => call.value(letter));
  const end = words.at(-1)?.end ?? node.end;
  const output = log === undefined ? (call.has('q') ? ' >/dev/null 2>&1' : '') : ` >>${log} 2>&1`;
  const command = [
    ...(nice === undefined ? [] : [`nice -n ${nice}`]),
    ...(io === undefined ? [] : [io]),
    // Unlike su and runuser it opens no session, which would have limits of its own; `U:` is the user's own group.
    ...(user === undefined ? [] : [`chroot --userspec=${user}:${group ?? ''} /`]),
    source.text.slice(call.program.pos, end),
  ].join(' ');
  const redirects = node.redirects.map(one => ` ${source.text.slice(one.pos, one.end)}`).join('');
  const started = moves && user === undefined ? `(cd / && exec ${command})` : command;
  const text = `${started}${output}${redirects} & ${LOOK}`;
  return standsAlone(source, node) ? text : `{ ${text}; }`;
}

const LOOK = 'sleep 1; kill -0 $! 2>/dev/null || wait $!';

/** `-o c2,n3` as ionice says it. */
function ioClass(text: string): string | undefined {
  const found = /^c([0-3])(?:,n([0-7]))?$/.exec(text);
  return found ? `ionice -c ${found[1]}${found[2] === undefined ? '' : ` -n ${found[2]}`}` : undefined;
}

/** Its first signal: what is left after it is systemd's. */
function signalled(words: readonly Word[], waits: boolean): string | undefined {
  const signal = words.slice(1).find(word => SIGNAL.test(word.text));
  const call = toolWords(
    words.filter(word => word !== signal),
    { flags: 'LvqN', values: 'pt' },
  );
  if (!call) return undefined;
  const name = signal?.text.replace('-SIG', '-') ?? '-TERM';
  const file = call.value('p');
  const kill = `kill ${name} ${processes(call.program, file)}`;
  if (!ends(words)) return kill;
  const seconds = call.value('t') ?? '5';
  const runs = lookFor(call.program, file);
  const wait =
    waits && /^\d+$/.test(seconds) ? `for _ in $(seq ${seconds}); do ${runs} || break; sleep 1; done` : undefined;
  const remove = file === undefined ? undefined : `rm -f ${file}`;
  const rest = [wait, remove].filter(one => one !== undefined).join('; ');
  return rest === '' ? kill : rest === remove ? `${kill} && ${rest}` : `${kill} && { ${rest}; }`;
}

const SIGNAL = /^-(?:(?:SIG)?[A-Z][A-Z]+\d*|\d+)$/;

function processes(program: Word, file: string | undefined): string {
  return file === undefined ? `$(pidof ${program.text})` : `"$(cat ${file})"`;
}

function looked(words: readonly Word[]): string | undefined {
  const call = toolWords(words, { flags: 'kLvNz', values: 'p' });
  return call && lookFor(call.program, call.value('p'));
}

function lookFor(program: Word, file: string | undefined): string {
  return file === undefined ? `pidof ${program.text} >/dev/null` : `kill -0 ${processes(program, file)} 2>/dev/null`;
}

/** Is it a statement by itself, so that `&` ends it and nobody asks for its status? */
function standsAlone({ text }: Source, { pos, end }: Command): boolean {
  return (
    /(?:^|\n|;|\{\s|\bthen|\bdo|\belse|\))[ \t]*$/.test(text.slice(0, pos)) &&
    /^[ \t]*(?:\n|;|$|#)/.test(text.slice(end))
  );
}
