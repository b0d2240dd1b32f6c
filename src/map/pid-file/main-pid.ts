import { note } from '../../base/finding.ts';
import { add, type Draft } from '../draft.ts';
import type { Started } from '../start/start.ts';

/** Does systemd know for sure which process is the main one: does it start it itself, or read its pid file? */
export function knowsMainPid({ directives }: Draft, { type }: Started): boolean {
  return type === 'simple' || type === 'notify' || directives.some(({ name }) => name === 'PIDFile');
}

/**
 * A program that forks and has no pid file. systemd would take the one process of the control group that is a child of
 * its own for the main process, at the moment when the first process ends (service.c, service_search_main_pid). Of a
 * program that forks twice this is mostly the process in between, and when that ends a moment later, systemd ends the
 * service with it. Without the guess the service lives as long as any process of it (systemd.service(5)).
 */
export function mapMainPid(draft: Draft, started: Started): void {
  if (started.type !== 'forking' || knowsMainPid(draft, started)) return;
  const evidence = started.main ? [started.main.effect.span] : [];
  add(draft, 'Service', 'GuessMainPID', 'no', 'main-pid', evidence);
  draft.notes.push(note('SV241', evidence[0]));
}
