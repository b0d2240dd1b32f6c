import { weakest } from '../../base/confidence.ts';
import { type Note, note } from '../../base/finding.ts';
import type { Effect } from '../../model/effect.ts';
import type { OutputFile } from '../../model/service.ts';
import { describe, type Field, literal, textOf } from '../../model/word.ts';
import { isSelfPath, type Source, selfName, selfPath } from '../../shell/parse.ts';
import type { Draft, MapInput } from '../draft.ts';
import { isMostOf } from '../helper/helper.ts';

/**
 * `$0 run &`, `su acme -c "/etc/init.d/x run"`: where the unit runs, the script is gone, and the script of its action is
 * what was called. Replaces such calls in the lines of the unit and in helpers.
 */
export function callOwnActions(draft: Draft, input: MapInput): void {
  const call = ownCall(input);
  const replaced = (text: string): string =>
    text.replace(call, (whole, before: string, quote: string, action: string) => {
      const path = actionPath(draft.files, action);
      return path === undefined ? whole : `${before}${quote}${path}`;
    });
  for (const [at, directive] of draft.directives.entries())
    if (directive.name.startsWith('Exec')) draft.directives[at] = { ...directive, value: replaced(directive.value) };
  for (const [at, file] of draft.files.entries())
    if (file.kind === 'helper' || file.kind === 'action')
      draft.files[at] = { ...file, content: replaced(file.content) };
  tellCalled(draft, input);
}

/** What a line of the unit or a helper of it calls is a part of the service that stays shell code, as any helper is. */
function tellCalled(draft: Draft, input: MapInput): void {
  const texts = [
    ...draft.directives.filter(({ name }) => name.startsWith('Exec')).map(({ value }) => value),
    ...draft.files.filter(({ kind }) => kind === 'helper').map(({ content }) => content),
  ];
  const calls = (path: string): boolean =>
    texts.some(text => text.split(/[\s;&|()"'`]+/).some(word => word.replace(/^[-+!:@]+/, '') === path));
  for (const file of draft.files.filter(({ kind, path }) => kind === 'action' && calls(path))) {
    const most = isMostOf(input, file.content);
    const reason = 'another action calls it';
    draft.notes.push(note('SV204', file.evidence[0], { helper: file.path, reason, ...(most && { share: 'most' }) }));
    if (most) draft.confidence = weakest(draft.confidence, 'inferred');
  }
}

/** What still calls the script itself, with words that no action's script stands for. */
export function ownCallNotes(
  { directives, files }: Draft,
  input: MapInput,
  reloadFrom: string | undefined,
): readonly Note[] {
  const script = selfPath(input.source);
  const texts = [
    ...directives.filter(({ name }) => name.startsWith('Exec')).map(({ value }) => value),
    ...files.filter(({ kind }) => kind === 'helper').map(({ content }) => content),
  ];
  const replaced = (action: string): boolean => {
    const own = actionPath(files, action);
    return own !== undefined && texts.some(text => text.includes(own));
  };
  const called = (effect: Effect, action: string): boolean => {
    if (isOwnCall(effect, input.source, action)) return true;
    if (effect.kind !== 'exec' || effect.query || effect.captured || effect.operation) return false;
    const words = effect.argv.flatMap(word => describe(word).split(/["'\s]+/));
    const at = words.findIndex(word => isSelfPath(input.source, word));
    return at > 0 || (at === 0 && !replaced(words[1] ?? ''));
  };
  return ['start', 'stop', ...(reloadFrom === undefined ? [] : [reloadFrom])].flatMap(action =>
    [...(input.actions.get(action)?.trail.effects.values() ?? [])]
      .filter(effect => called(effect, action))
      .map(({ span }) => note('SV242', span, { action, script })),
  );
}

/** `su acme -c "$0 start"` in the start: the script starts itself again, and it is no longer there. */
export function isOwnCall(effect: Effect, source: Source, action: string): boolean {
  const called = ownVerb(effect, source);
  return called !== undefined && (textOf(called) ?? action) === action;
}

/** `$0 stop`, `service x stop` in the script x: the word that it calls itself with. */
export function ownVerb(effect: Effect, source: Source): Field | undefined {
  if (effect.kind !== 'exec' || effect.operation?.kind !== 'service') return undefined;
  const { name, action } = effect.operation;
  return textOf(name) === selfName(source) ? action : undefined;
}

/** A command of the unit as the script had it: an action's script stands for the script and its action. */
export function asOwnCall(input: MapInput, files: readonly OutputFile[], argv: readonly Field[]): readonly Field[] {
  const [program, ...args] = argv;
  const path = program && textOf(program);
  const file = files.find(one => one.kind === 'action' && one.path === path);
  return file ? [literal(selfPath(input.source)), literal(nameOf(file)), ...args] : argv;
}

/** `/etc/init.d/x run`, and `"/etc/rc.d/init.d/x" run`; what it says of a file, `-e /etc/init.d/x`, has no action behind it. */
function ownCall({ source }: MapInput): RegExp {
  const script = selfName(source).replace(/\W/g, '\\$&');
  return new RegExp(
    `(^[-+!:@]*|[\\s;&|("'\`])(["']?)/etc/(?:rc\\.d/)?init\\.d/${script}\\2[ \\t]+([\\w-]+)(?![\\w./-])`,
    'g',
  );
}

function actionPath(files: readonly OutputFile[], action: string): string | undefined {
  return files.find(file => file.kind === 'action' && nameOf(file) === action)?.path;
}

function nameOf({ path }: OutputFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
