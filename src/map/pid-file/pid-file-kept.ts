import { canonical } from '../../interpret/paths.ts';
import { plainValue } from '../../unit/escape.ts';
import { add, type Draft, type MapInput } from '../draft.ts';
import type { Started } from '../start/start.ts';
import { writtenByScript } from '../timeline/main-process.ts';
import { knowsMainPid } from './main-pid.ts';
import { saysPath, startText, stepsOf } from './pid-file-left.ts';

/**
 * A pid file that the script wrote, by itself or by `start-stop-daemon --make-pidfile`, and that nothing in the unit does.
 * Where a line of the unit, a helper or a custom action still reads it, it is written behind the start: else such a stop
 * would find no process, and leave it to systemd's own signal. Says whether it added anything.
 */
export function mapKeptPidFiles(draft: Draft, input: MapInput, started: Started): boolean {
  if (!started.main || !knowsMainPid(draft, started)) return false;
  const written = startText(draft, input, started);
  const own = draft.directives.filter(({ name }) => name === 'PIDFile').map(({ value }) => value);
  const texts = [
    ...draft.directives.filter(({ name }) => /^Exec(?:Stop|Reload)/.test(name)).map(({ value }) => value),
    ...draft.files.filter(({ kind }) => kind === 'helper' || kind === 'action').map(({ content }) => content),
  ];
  let added = false;
  for (const path of writtenByScript(input)) {
    const value = plainValue(path);
    if (!/^\/[\w./+@:-]+$/.test(path) || own.includes(path) || !value.ok) continue;
    if (saysPath(written, path) || !texts.some(text => reads(text, path))) continue;
    const root = started.rootPrefix === '+' ? '+' : '';
    const line = `-${root}/bin/sh -c 'echo "$$MAINPID" >${value.value}'`;
    add(draft, 'Service', 'ExecStartPost', line, 'pid-file-kept', [started.main.effect.span]);
    if (started.rootPrefix === 'permissions' && !draft.directives.some(({ name }) => name === 'PermissionsStartOnly'))
      add(draft, 'Service', 'PermissionsStartOnly', 'yes', 'start', [started.main.effect.span]);
    added = true;
  }
  return added;
}

/** A step that does not remove the file names it, or a variable that holds it. */
function reads(text: string, file: string): boolean {
  const steps = stepsOf(text).filter(step => !/^\s*#|\brm\s/.test(step));
  const given = steps.flatMap(step =>
    saysPath(step, canonical(file)) ? [/^\s*(\w+)=\S*$/.exec(step)?.[1] ?? ''] : [],
  );
  return given.some(name => name === '' || steps.some(step => new RegExp(`\\$\\{?${name}(?!\\w)`).test(step)));
}
