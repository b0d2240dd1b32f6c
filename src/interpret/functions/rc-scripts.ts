import type { Models } from '../call.ts';
import { silent } from '../silent.ts';

/** They print; whether one is there, and so how it ends, only the old host tells. */
const message = silent('message', { kind: 'unknown' });

/**
 * What PLD's rc-scripts and Mandriva's initscripts print with. Their library has the path of RHEL's and the functions of
 * RHEL's; on RHEL itself the shell knows none of these, says so and goes on.
 */
export const rcScripts: Models = {
  msg_already_running: message,
  msg_network_down: message,
  msg_not_running: message,
  msg_reload: message,
  msg_reloading: message,
  msg_starting: message,
  msg_stopping: message,
  msg_usage: message,
  nls: message,
  rc_gettext: message,
  gprintf: message,
  deltext: message,
  busy: message,
};

/** Words that may be programs where the script calls none of the above. */
export const rcScriptsWords: Models = {
  show: message,
  progress: message,
  ok: message,
  fail: message,
  started: message,
  died: message,
};
