import type { CommandNode } from '../shell/nodes.ts';
import { literalName } from '../shell/nodes.ts';
import { branch, isPure } from './branch.ts';
import { type Context, isFatal, spanOf, visit } from './context.ts';
import { truthOf } from './truth.ts';

/**
 * `set -e`: a command that fails ends the script, but where its failure is asked for: in the test of `if` and
 * `while`, left of `&&` and `||`, behind `!`, in a pipe before its last command, and in all that is called from there
 * (POSIX.1-2017, XCU 2.14 set).
 */
export function asking(ctx: Context, body: () => void, asked = true): void {
  const { tested = false } = ctx;
  ctx.tested = tested || asked;
  body();
  ctx.tested = tested;
}

/**
 * End the script where the test that `node` is has failed: behind it the script goes on where it holds. Programs say
 * it by their effect, which is `checked`.
 */
export function leaveOnFailure(ctx: Context, node: CommandNode): void {
  if (ctx.state.ended || !isFatal(ctx)) return;
  const { status } = ctx.state;
  // That a start fails for certain comes from what is taken for granted about processes: no script is there to fail.
  const name = node.type === 'Command' ? literalName(node) : undefined;
  const message = ctx.undecided === true && name === MESSAGE && !ctx.state.functions.has(MESSAGE);
  if (!message && node.type !== 'TestCommand' && !TESTS.has(name ?? '')) return;
  const span = spanOf(ctx, node);
  const leave = (): void => {
    const code = status.kind === 'code' ? status.code : 1;
    // Without the message's text, its status is still what ends the script.
    if (message) visit(ctx, node.pos, 'control').spelled = `exit ${code}`;
    ctx.steps.push({ kind: 'exit', span, code });
    ctx.state.ended = 'exit';
  };
  const truth = truthOf(status, span);
  if (truth.kind === 'known' && !truth.value) leave();
  else if (!message && truth.kind === 'open' && isPure(truth.condition))
    branch(ctx, truth, () => undefined, leave, span);
}

const TESTS: ReadonlySet<string> = new Set(['[', 'test', 'false']);

/** `log_end_msg 1` returns 1 (/lib/lsb/init-functions of Debian); a script may have one of its own. */
const MESSAGE = 'log_end_msg';
