import type { ProcessState } from '../../model/process.ts';
import { concat, EMPTY, type Field, literal, textOf, unknown, type Value } from '../../model/word.ts';
import type { Call, Models } from '../call.ts';
import { commandText, runExternal, runProgram } from '../command.ts';
import { type Context, emit, remark } from '../context.ts';
import { expandParts } from '../expand.ts';
import { freeze } from '../freeze.ts';
import { remarkLimits } from '../limits-conf.ts';
import { runText } from '../nested.ts';
import { parseOptions } from '../options.ts';
import { startedBy, userAndGroup } from '../start.ts';
import type { Status } from '../truth.ts';
import { runWrapped } from './wrappers.ts';

/** The state below another user; a login shell starts in that user's home with that user's environment. */
function as(process: ProcessState, user: Field, group: Field | undefined, login: boolean): ProcessState {
  const { group: _, supplementaryGroups: __, ...rest } = process;
  return {
    ...rest,
    user,
    ...(group && { group }),
    ...(login && { login: true, cwd: unknown('home directory of the user'), exported: new Map<string, Value>() }),
  };
}

/** `su [-] [-s SHELL] [USER] [-c COMMAND] [args]`, `su USER FILE [args]`, `runuser` alike; a here-document is a script on its input. */
function su(ctx: Context, call: Call): Status {
  const bare = call.args.map(textOf).indexOf('-');
  const args = call.args.filter((_, i) => i !== bare);
  const options = parseOptions(args, {
    flags: 'lmpfP',
    values: 'csgGwuT',
    long: {
      command: 'c',
      shell: 's',
      login: 'l',
      'preserve-environment': 'm',
      fast: 'f',
      group: 'g',
      'supp-group': 'G',
      user: 'u',
      'session-command': 'c',
      pty: 'P',
      'whitelist-environment': 'w',
    },
  });
  const login = bare >= 0 || options.has('l');
  const direct = options.value('u');
  const [first, ...rest] = options.operands;
  const user = direct ?? first ?? literal('root');
  freeze(ctx, user, 'User=');
  const process = as(call.process, user, options.value('g'), login);
  if (login) remark(ctx, 'SV405', ctx.here, { user: textOf(user) ?? 'the user' });
  else remarkLimits(ctx, user);
  if (direct) return runWrapped(ctx, call, options.operands, process);
  const command = options.value('c') ?? hereDocument(ctx, call);
  // `su acme /opt/acme/start`: what is left are words for the user's shell, and of a file it runs the text.
  const [file] = rest;
  if (!command && file?.parts[0]?.kind === 'literal' && file.parts[0].text.startsWith('/'))
    return startedBy(ctx, 'su', {}, () =>
      runProgram(ctx, [options.value('s') ?? literal('/bin/bash'), ...rest], process),
    );
  if (!command) {
    const effect = emit(ctx, { kind: 'residue', reason: 'su without a command' });
    return { kind: 'effect', id: effect.id };
  }
  return startedBy(ctx, 'su', {}, () => runText(ctx, command, { process, child: true, positional: rest }));
}

function hereDocument(ctx: Context, call: Call): Value | undefined {
  for (const redirect of call.node?.redirects ?? []) {
    if (redirect.type !== 'HereDoc') continue;
    return redirect.delimiter?.quoted || !redirect.body.parts
      ? literal(redirect.body.text)
      : expandParts(ctx, redirect.body.parts);
  }
  return undefined;
}

/** `sudo -u USER [options] [A=b] command`. */
function sudo(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    flags: 'AbEHiknPSs',
    values: 'ugCDprTU',
    long: {
      user: 'u',
      group: 'g',
      login: 'i',
      background: 'b',
      'preserve-env': false,
      'set-home': 'H',
      'non-interactive': 'n',
      shell: 's',
    },
    inOrder: true,
  });
  const process = as(call.process, options.value('u') ?? literal('root'), options.value('g'), options.has('i'));
  const words = options.operands;
  const wrapped = { ...call, process };
  // Of several words its shell gets each with backslashes, so that they stay the words they are (sudo(8), -s); one alone
  // is a text as scripts wrote it for the sudo of their time, which had none.
  if ((options.has('s') || options.has('i')) && words.length < 2)
    return startedBy(ctx, 'su', {}, () => runText(ctx, commandText(words), { process, child: true }));
  return startedBy(ctx, 'su', { background: options.has('b') }, () =>
    runExternal(ctx, { ...wrapped, name: 'env', args: words }),
  );
}

/** daemontools: `setuidgid USER command`, `chpst -u USER[:GROUP] command`. */
function chpst(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 'vP012', values: 'uUbnmedoptfclL/', inOrder: true });
  const given = options.value('u');
  if (['U', 'b', 'm', 'e', 'd', 'o', 'p', 't', 'f', 'c', 'l', 'L'].some(letter => options.has(letter)))
    return runProgram(ctx, [literal(call.name), ...call.args], call.process);
  const owner = given && userAndGroup(given);
  const nice = options.value('n');
  const root = options.value('/');
  return runWrapped(ctx, call, options.operands, {
    ...(owner?.user && as(call.process, owner.user, owner.group, false)),
    ...(nice && { nice }),
    ...(root && { root }),
  });
}

function setuidgid(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, { flags: 's', inOrder: true });
  const [user = EMPTY, ...words] = options.operands;
  return runWrapped(ctx, call, words, as(call.process, concat(user), undefined, false));
}

/** `setpriv --reuid U --regid G --init-groups command`. */
function setpriv(ctx: Context, call: Call): Status {
  const options = parseOptions(call.args, {
    long: { reuid: true, regid: true, 'init-groups': false, 'clear-groups': false, 'keep-groups': false, groups: true },
    inOrder: true,
  });
  const [user, group, groups] = ['reuid', 'regid', 'groups'].map(name => options.value(name));
  return runWrapped(ctx, call, options.operands, {
    ...(user ? as(call.process, user, group, false) : group && { group }),
    ...(groups && { supplementaryGroups: [groups] }),
  });
}

export const users: Models = { su, runuser: su, sudo, setuidgid, chpst, setpriv };
