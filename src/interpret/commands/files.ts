import type { Operation } from '../../model/effect.ts';
import { describe, EMPTY, type Field, literal, textOf } from '../../model/word.ts';
import { literalName } from '../../shell/nodes.ts';
import { statementsOf } from '../../shell/statements.ts';
import type { Call, Models } from '../call.ts';
import { runProgram } from '../command.ts';
import { type Context, emit, noise } from '../context.ts';
import { freeze, likelyText } from '../freeze.ts';
import { optionText, parseOptions } from '../options.ts';
import { isLockFile, isPidFile, programPath } from '../paths.ts';
import { writtenFile } from '../redirect.ts';
import { userAndGroup } from '../start.ts';
import { alternatives } from '../state.ts';
import { type Status, SUCCESS } from '../truth.ts';

/** Run the program as it stands and say what it does. */
function does(ctx: Context, call: Call, operation?: Operation): Status {
  for (const arg of call.args) freeze(ctx, arg, 'a path');
  const base = call.name.replace(/^.*\//, '');
  const program = call.name.startsWith('/') ? call.name : (programPath(base) ?? call.name);
  return runProgram(ctx, [literal(program), ...call.args], call.process, {
    background: call.background,
    ...(operation && { operation }),
  });
}

/** All paths are pid files, or all are lock files: the shell's bookkeeping, not the service's. */
function bookkeeping(ctx: Context, paths: readonly Field[]): 'pid file bookkeeping' | 'lock file' | undefined {
  const texts = paths.flatMap(path => textsOf(ctx, path)).filter(text => text !== '');
  if (texts.length === 0) return 'pid file bookkeeping';
  if (texts.every(text => text !== undefined && isLockFile(text))) return 'lock file';
  if (texts.every(text => text !== undefined && (isPidFile(text) || isLockFile(text) || ctx.trail.pidFiles.has(text))))
    return 'pid file bookkeeping';
  return undefined;
}

/** `/srv/acme/acme-$(hostname).pid` */
function endsInPid({ parts }: Field): boolean {
  const last = parts.at(-1);
  return last?.kind === 'literal' && last.text.endsWith('.pid');
}

/** What a path may be; of `${LOCKFILE-/var/lock/subsys/acmed}` what the script says where a file may say another. */
function textsOf(ctx: Context, path: Field): readonly (string | undefined)[] {
  const texts = alternatives(path).map(one => likelyText(ctx, one) ?? lockOf(one));
  const said = texts.filter(text => text !== undefined && text !== '');
  return said.length > 0 ? said : texts;
}

/** `/var/lock/subsys/$(…)`: which lock of the SysV boot it is, only the run knows. */
function lockOf(path: Field): string | undefined {
  const [head] = path.parts;
  return head?.kind === 'literal' && head.text.startsWith('/var/lock/subsys/') ? describe(path) : undefined;
}

function quiet(
  ctx: Context,
  reason: 'pid file bookkeeping' | 'lock file',
  made: readonly Field[] = [],
  more: { readonly empty?: true } = {},
): Status {
  if (made.length === 0) noise(ctx, reason);
  for (const path of made) emit(ctx, { kind: 'noise', reason, made: describe(path), ...more });
  return SUCCESS;
}

/**
 * `touch $PIDFILE; chown $USER $PIDFILE`: the program cannot make the file in root's folder itself, so it is more than
 * bookkeeping.
 */
function isHandedOver(ctx: Context, call: Call): boolean {
  const plain = (word: { readonly text: string }): string => word.text.replace(/["'{}]/g, '');
  const touched = new Set((call.node?.args ?? []).map(plain));
  return statementsOf(ctx.script.ast).some(
    ({ node }) =>
      node.type === 'Command' &&
      /^(?:chown|chgrp|chmod)$/.test(literalName(node)?.replace(/^.*\//, '') ?? '') &&
      node.args.some(word => touched.has(plain(word))),
  );
}

function mkdir(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'pvZ',
    values: 'm',
    long: { parents: 'p', mode: 'm', verbose: 'v' },
  });
  const mode = optionText(options, 'm');
  if (options.has('m') && mode === undefined) return does(ctx, call);
  return does(ctx, call, { kind: 'mkdir', paths: options.operands, parents: options.has('p'), ...(mode && { mode }) });
}

function install(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'dDpvcCsT',
    values: 'mogt',
    long: { directory: 'd', mode: 'm', owner: 'o', group: 'g' },
  });
  const mode = optionText(options, 'm');
  const [owner, group] = [options.value('o'), options.value('g')];
  if (options.has('m') && mode === undefined) return does(ctx, call);
  if (options.has('d'))
    return does(ctx, call, {
      kind: 'mkdir',
      paths: options.operands,
      parents: true,
      // The mask is nothing to install(1).
      mode: mode ?? '755',
      ...(owner && { owner }),
      ...(group && { group }),
    });
  return does(ctx, call, { kind: 'write', path: options.operands.at(-1) ?? EMPTY });
}

function remove(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'rRfvid' });
  const reason = bookkeeping(ctx, options.operands);
  // Which pid file that is, only the run knows: it has to go all the same.
  const open = options.operands.some(path => likelyText(ctx, path) === undefined);
  if (reason === 'pid file bookkeeping' && open)
    return does(ctx, call, { kind: 'remove', paths: options.operands, recursive: options.has('r') });
  if (reason) {
    const removed = options.operands.flatMap(path => textsOf(ctx, path)).filter(path => path !== undefined);
    const today = options.operands.some(path => textOf(path) === undefined);
    emit(ctx, { kind: 'noise', reason, removed, ...(today && { today }) });
    return SUCCESS;
  }
  // Where it is known that nothing runs, a stale file of whatever place is the script's own bookkeeping.
  if (ctx.shadow && options.operands.length > 0 && options.operands.every(endsInPid))
    return quiet(ctx, 'pid file bookkeeping');
  return does(ctx, call, { kind: 'remove', paths: options.operands, recursive: options.has('r') || options.has('R') });
}

function touch(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'acmh', values: 'rtd' });
  const reason = bookkeeping(ctx, options.operands);
  if (reason && !isHandedOver(ctx, call)) return quiet(ctx, reason, options.operands, { empty: true });
  return does(ctx, call, { kind: 'touch', paths: options.operands });
}

function chown(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'RfhvHLPc', long: { reference: true, recursive: 'R' } });
  if (options.has('reference')) return does(ctx, call);
  const [first = EMPTY, ...paths] = options.operands;
  if (bookkeeping(ctx, paths) === 'lock file') return quiet(ctx, 'lock file');
  const owner = call.name.endsWith('chgrp') ? { group: first } : rename(userAndGroup(first, ':.'));
  return does(ctx, call, { kind: 'chown', paths, recursive: options.has('R'), ...owner });
}

function rename(owner: { readonly user?: Field; readonly group?: Field }): {
  readonly owner?: Field;
  readonly group?: Field;
} {
  return { ...(owner.user && { owner: owner.user }), ...(owner.group && { group: owner.group }) };
}

function chmod(ctx: Context, call: Call): Status {
  const isMode = (arg: Field): boolean => /^-[rwxst]/.test(textOf(arg) ?? '');
  const options = parseOptions(
    call.args.filter(arg => !isMode(arg)),
    { flags: 'Rfvc' },
  );
  const [mode = EMPTY, ...paths] = [...call.args.filter(isMode), ...options.operands];
  if (bookkeeping(ctx, paths) === 'lock file') return quiet(ctx, 'lock file');
  return does(ctx, call, { kind: 'chmod', paths, mode, recursive: options.has('R') });
}

function link(ctx: Context, call: Call): Status {
  const [target = EMPTY, path = EMPTY] = parseOptions(call.args, { flags: 'sfnvT' }).operands;
  return does(ctx, call, { kind: 'link', target, path });
}

/** `tee FILE` and `dd of=FILE` write; what they read comes from a pipe. */
function writer(ctx: Context, call: Call): Status {
  const path = parseOptions(call.args, { flags: 'ai' }).operands.at(-1);
  return does(ctx, call, { kind: 'write', path: path ?? EMPTY });
}

/** `cat`: with a redirection it writes a file, without it reads. */
function cat(ctx: Context, call: Call): Status {
  const file = writtenFile(call.process.stdout);
  if (file) {
    const path = textOf(file);
    if (path !== undefined && (isPidFile(path) || isLockFile(path))) return quiet(ctx, 'pid file bookkeeping', [file]);
    return runProgram(ctx, [literal('/bin/cat'), ...call.args], call.process, {
      background: call.background,
      shell: 'redirection',
      operation: { kind: 'write', path: file },
    });
  }
  noise(ctx, 'message');
  return SUCCESS;
}

/** Programs that change the file system. */
export const files: Models = {
  mkdir,
  install,
  rm: remove,
  rmdir: remove,
  unlink: remove,
  touch,
  chown,
  chgrp: chown,
  chmod,
  ln: link,
  cat,
  tee: writer,
};
