import { describe, EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import type { Call, Model, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, emit, isBehindProgram, noise, remark } from '../context.ts';
import { isForeignName } from '../foreign.ts';
import { writtenFile } from '../redirect.ts';
import { running } from '../signal.ts';
import { silent } from '../silent.ts';
import { assumed, FAILURE, opaque, type Status, SUCCESS, statusOf } from '../truth.ts';

/** Reads and changes nothing. With its output in a file it writes that file. */
const query: Model = (ctx, call) => {
  const file = writtenFile(call.process.stdout);
  if (file) return writes(ctx, call, file);
  noise(ctx, 'query');
  return statusOf(opaque(`answer of ${call.name}`, ctx.here));
};

/** A question whose answer is kept in a file. */
function writes(ctx: Context, call: Call, file: Field): Status {
  return runProgram(ctx, [literal(call.name), ...call.args], call.process, {
    background: call.background,
    shell: 'redirection',
    operation: { kind: 'write', path: file },
  });
}

/**
 * Asks which processes run. The pid of a program that went into the background by itself is found in no other way: what
 * the script keeps of the answer is read by its other actions.
 */
const lookup: Model = (ctx, call) => {
  if (call.name === 'ps' && asksForOther(ctx, call)) return query(ctx, call);
  const file = writtenFile(call.process.stdout);
  if (file && isBehindProgram(ctx)) return writes(ctx, call, file);
  if (file) emit(ctx, { kind: 'noise', reason: 'pid file bookkeeping', made: describe(file) });
  else noise(ctx, 'already-running check');
  const last = textOf(call.args.at(-1) ?? EMPTY);
  return running(ctx, call.name.endsWith('ps') || last?.startsWith('-') ? undefined : last);
};

/** `ps -C cupsd`: which program, it is told by name, and it is another one of the host. */
function asksForOther(ctx: Context, { args }: Call): boolean {
  const at = args.findIndex(arg => textOf(arg) === '-C');
  const name = at < 0 ? undefined : textOf(args[at + 1] ?? EMPTY);
  return name !== undefined && isForeignName(ctx, name);
}

/** `sed -i`, `find -delete`, `perl -i` and the like change what they read. */
function unless(changes: RegExp, file: 'file' | 'no file' = 'file'): Model {
  return (ctx, call) => {
    if (!call.args.some(arg => changes.test(textOf(arg) ?? ''))) return query(ctx, call);
    return runProgram(ctx, [literal(call.name), ...call.args], call.process, {
      background: call.background,
      ...(file === 'file' && { operation: { kind: 'write', path: call.args.at(-1) ?? EMPTY } }),
    });
  };
}

const runlevel: Model = ctx => {
  remark(ctx, 'SV413', ctx.here, { variable: 'runlevel' });
  noise(ctx, 'query');
  return statusOf(opaque('runlevel', ctx.here));
};

const QUERIES =
  'grep egrep fgrep zgrep head tail cut tr wc sort uniq basename dirname readlink realpath stat ls file id whoami groups uname hostnamectl expr seq tty who w last uptime df du free nproc arch getconf getent dpkg-query rpm test lsmod modinfo pwd cmp diff md5sum sha1sum sha256sum od hexdump strings column nl rev tac fold paste comm join printenv locale lspci lsusb blkid findmnt mountpoint dmidecode logname dnsdomainname host dig nslookup ping netstat ss arp bc dc egrep gawk mawk nawk printf selinuxenabled getenforce which type lsb_release dpkg apt-config update-alternatives'.split(
    ' ',
  );

/** Programs that only answer. */
export const queries: Models = {
  ...Object.fromEntries(QUERIES.map(name => [name, query])),
  ...Object.fromEntries(['ps', 'pgrep', 'pidof', 'lsof', 'jps', 'killall5'].map(name => [name, lookup])),
  true: silent('query', SUCCESS),
  false: silent('query', FAILURE),
  sed: unless(/^-\w*i|^--in-place|^w /),
  awk: query,
  hostname: unless(/^[^-]|^(?:-F|--file)/, 'no file'),
  domainname: unless(/^[^-]|^(?:-F|--file)/, 'no file'),
  date: unless(/^(?:-s|--set)/, 'no file'),
  route: unless(/^(?:add|del|flush)$/, 'no file'),
  crudini: unless(/^--(?:set|del|merge)$/, 'no file'),
  find: unless(/^-(?:delete|exec|execdir|ok)$/),
  sysctl: unless(/^-\w*[wp]|^--system|=/),
  runlevel,
  systemctl: (ctx, call) => {
    const verb = call.args.map(textOf).find(text => text && !text.startsWith('-'));
    if (verb && /^(?:is-|show|status|list|cat$|get-)/.test(verb)) return query(ctx, call);
    const effect = emit(ctx, {
      kind: 'exec',
      argv: [literal('/bin/systemctl'), ...call.args],
      process: call.process,
      starter: 'plain',
      background: call.background,
    });
    return { kind: 'effect', id: effect.id };
  },
  'systemd-detect-virt': silent('query', statusOf(assumed(false, 'query'))),
};
