import type { Models } from '../call.ts';
import { daemonize } from './daemonize.ts';
import { files } from './files.ts';
import { priority } from './priority.ts';
import { queries } from './queries.ts';
import { serviceCommands } from './service.ts';
import { shells } from './shell.ts';
import { signals } from './signals.ts';
import { startStopDaemon } from './start-stop-daemon.ts';
import { time } from './time.ts';
import { users } from './users.ts';
import { wrappers } from './wrappers.ts';

/** Programs whose arguments the interpreter understands, by base name. */
export const commands: Models = {
  ...queries,
  ...files,
  ...signals,
  ...time,
  ...wrappers,
  ...priority,
  ...users,
  ...shells,
  ...daemonize,
  ...serviceCommands,
  ...startStopDaemon,
};
