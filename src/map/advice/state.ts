import { type Note, note } from '../../base/finding.ts';
import { asksForNetwork } from '../../interpret/network-switch.ts';
import { settingsOf } from '../../model/behaviour.ts';
import { textOf } from '../../model/word.ts';
import { directiveAvailable, syntaxAvailable, valueAvailable } from '../../unit/availability.ts';
import { isFollowed } from '../start/service-type.ts';
import { type Advice, baseName, execsOf, programOf, unknownsOf, type View } from './view.ts';

/** What processes inherit: variables, the user, the mask, and what a newer systemd would say of them. */
export const stateAdvice: Advice = view => [
  ...inherited(view),
  ...exported(view),
  ...mask(view),
  ...root(view),
  ...newer(view),
];

/** Variables that a caller or init gave; PATH inside PATH only adds to it, and the unit's own is as good. */
const FROM_OUTSIDE = /^inherited \$(HOME|USER|LOGNAME|LANG|LANGUAGE|LC_ALL|SHELL|TERM|MAIL|DISPLAY|TZ|PATH)$/;

function inherited(view: View): readonly Note[] {
  const notes: Note[] = [];
  const seen = new Set<string>();
  for (const { effect } of execsOf(view)) {
    const { process } = effect;
    const values = [
      ...effect.argv,
      ...[...process.exported].filter(([name]) => name !== 'PATH').map(([, value]) => value),
      process.cwd,
      process.user,
    ];
    for (const reason of values.flatMap(unknownsOf)) {
      const variable = FROM_OUTSIDE.exec(reason)?.[1];
      if (variable === undefined || seen.has(variable)) continue;
      seen.add(variable);
      const home = ['HOME', 'USER', 'LOGNAME', 'SHELL'].includes(variable) && process.user !== undefined;
      notes.push(note('SV406', effect.span, { variable, ...(home && { now: 'that of User=' }) }));
    }
  }
  return notes;
}

const SECRET = /(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|CREDENTIALS?)$/i;

/** Variables that the daemon gets from the script. */
function exported({ input, started }: View): readonly Note[] {
  const effect = started.main?.effect;
  if (!effect) return [];
  const notes: Note[] = [];
  for (const [name, value] of effect.process.exported) {
    const span =
      effect.process.evidence.find(one =>
        new RegExp(`\\b${name}=`).test(input.source.text.slice(one.start, one.end)),
      ) ?? effect.span;
    const computed = unknownsOf(value).find(reason => reason.startsWith('output of '));
    if (computed) notes.push(note('SV412', span, { variable: name, command: computed.slice('output of '.length) }));
    if (SECRET.test(name) && value.parts.length > 0) notes.push(note('SV419', span, { name }));
  }
  return notes;
}

/** UMask= counts for every command of the unit, also for those that the script ran before it set the mask. */
function mask(view: View): readonly Note[] {
  const { draft, started } = view;
  const umask = draft.directives.find(directive => directive.name === 'UMask');
  const own = started.main?.effect.process.umask;
  if (!umask || !own) return [];
  return execsOf(view)
    .filter(({ effect }) => {
      const made = effect.operation?.kind;
      if (made !== 'mkdir' && made !== 'touch' && made !== 'write') return false;
      if (draft.places.get('start')?.get(effect.span.start)?.place !== 'directive') return false;
      const before = effect.process.umask ? textOf(effect.process.umask) : '022';
      return before !== textOf(own);
    })
    .slice(0, 1)
    .map(({ effect }) =>
      note('SV417', effect.span, { what: `umask ${textOf(own) ?? ''}`.trim(), directive: 'UMask=' }),
    );
}

/** The script gives files to another user, and yet the program runs as root. */
function root(view: View): readonly Note[] {
  const { started } = view;
  const main = started.main?.effect;
  if (!main || !isFollowed(started.type) || main.process.user || main.process.login) return [];
  const program = baseName(programOf(main));
  // Programs that start others may change the user by an option that was not understood.
  if (program === '' || /^(?:start-stop-daemon|env|screen|tmux|daemon|(?:ba|da)?sh)$/.test(program)) return [];
  for (const { effect } of execsOf(view)) {
    const { operation } = effect;
    if (operation?.kind !== 'chown' && operation?.kind !== 'mkdir') continue;
    const owner = operation.owner && textOf(operation.owner);
    if (owner === undefined || owner === '' || owner === 'root' || owner === '0') continue;
    // An argument that names the user lets the program change to it by itself.
    if (
      main.argv.some(field =>
        new RegExp(`(?:^|[=:,])${owner.replace(/\W/g, '\\$&')}(?:$|[:,])`).test(textOf(field) ?? ''),
      )
    )
      return [];
    return [note('SV424', main.span, { program, owner })];
  }
  return [];
}

/** What a newer systemd says in one directive. */
function newer({ input, started, draft, start }: View): readonly Note[] {
  const { target } = input;
  const main = started.main?.effect;
  const notes: Note[] = [];
  const file = main && [main.process.stdout, main.process.stderr].find(stream => stream.kind === 'file');
  if (main && file?.kind === 'file') {
    const form = file.append ? 'append:' : 'truncate:';
    if (!valueAvailable('StandardOutput', form, target))
      notes.push(
        note('SV426', main.span, {
          directive: `StandardOutput=${form}`,
          version: file.append ? '240' : '248',
          instead: 'a redirection by a shell',
        }),
      );
  }
  const gate = start.gates.find(
    one => one.code === 0 && !asksForNetwork(one.require) && settingsOf(one.require).length > 0,
  );
  if (gate && !directiveAvailable('Service', 'ExecCondition', target))
    notes.push(
      note('SV426', gate.span, { directive: 'ExecCondition=', version: '243', instead: 'a test in the helper' }),
    );
  const permissions = draft.directives.find(directive => directive.name === 'PermissionsStartOnly');
  if (permissions && !syntaxAvailable('prefix+', target))
    notes.push(
      note('SV426', permissions.evidence[0], {
        directive: 'the prefix "+"',
        version: '231',
        instead: 'PermissionsStartOnly=yes, for all commands but ExecStart=',
      }),
    );
  return notes;
}
