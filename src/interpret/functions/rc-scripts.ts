/**
 * Functions of other libraries at the path of RHEL's that only print: PLD's rc-scripts, Mandriva's initscripts; and those
 * of Debian's that scripts call without it. On RHEL itself the shell finds no such command, says so and goes on.
 */
const PRINTS =
  /^(?:msg_(?:already_running|network_down|not_running|reload(?:ing)?|starting|stopping|usage)|log_(?:action|begin|being|daemon|end|failure|progress|success|warning)(?:_\w+)?_msg)$/;

/** Whatever it is, a function or no command at all: no program runs by this name. */
export function onlyPrints(name: string): boolean {
  return PRINTS.test(name);
}
