import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { pathsIn } from '../../interpret/system.ts';
import { type Step, settingsOf } from '../../model/behaviour.ts';
import { describe, textOf } from '../../model/word.ts';
import { isFollowed } from '../start/service-type.ts';
import { areExclusive, daemonsOf } from '../timeline/main-process.ts';
import { type Advice, baseName, execsOf, flatten, programOf, textAt, unknownsOf, type View } from './view.ts';

/** How the start decides, loops and waits. */
export const startAdvice: Advice = view => [
  ...switches(view),
  ...loops(view),
  ...waits(view),
  ...instances(view),
  ...outside(view),
  ...byName(view),
  ...wide(view),
  ...quotes(view),
  ...oneshot(view),
  ...control(view),
  ...wrapper(view),
];

/** The main process is a script of its own, and only its shell is signalled. */
function wrapper({ draft, started: { main } }: View): readonly Note[] {
  const alone = draft.directives.some(({ name, value }) => name === 'KillMode' && value === 'process');
  const program = main && programOf(main.effect);
  return alone && main && program !== undefined && /\.(?:sh|bash|ksh)$/.test(program)
    ? [note('SV236', main.effect.span, { program })]
    : [];
}

/** A setting that decides whether the service starts at all: `systemctl enable` does not change it. */
function switches({ input, started, start }: View): readonly Note[] {
  const trail = input.actions.get('start')?.trail;
  const { main } = started;
  const at = main ? start.items.findIndex(item => item.effect.id === main.effect.id) : 0;
  const daemons = daemonsOf(start);
  // On both sides of a test a daemon starts: then the setting chooses how, not whether.
  const always = daemons.length > 1 && areExclusive(daemons);
  const tests = [
    ...start.gates
      .filter(gate => gate.from <= at && (gate.to === undefined || gate.to > at))
      .map(gate => ({ condition: gate.require, span: gate.span })),
    ...(always ? [] : (main?.guards ?? [])),
  ];
  const notes = new Map<string, Note>();
  for (const { condition, span } of tests)
    for (const setting of settingsOf(condition)) {
      const use = trail?.settings.get(setting);
      if (!use || setting === 'NETWORKING' || use.files.length === 0 || notes.has(setting)) continue;
      notes.set(
        setting,
        note('SV404', span, {
          setting,
          file: use.files.at(-1) ?? '',
          ...(use.today !== undefined && { value: use.today }),
        }),
      );
    }
  return [...notes.values()];
}

/** Loops that a helper keeps; one around the daemon itself is what Restart= is for. */
function loops({ input, started, draft }: View): readonly Note[] {
  const steps = flatten(input.actions.get('start')?.steps ?? []);
  const mapped = draft.directives.some(({ name, evidence }) => name === 'Restart' && evidence.length > 0);
  return steps.flatMap(step => {
    if (step.kind !== 'loop' || step.waiting) return [];
    const { main } = started;
    const inner = flatten(step.body);
    const runs = inner.some(one => one.kind === 'effect' && one.effect.id === main?.effect.id);
    // Only a loop that the script does not wait for goes on for ever.
    const endless = /^(?:while|until)\b/.test(input.source.text.slice(step.span.start, step.span.end));
    if (endless && main?.effect.background && runs && inner.every(one => !isOther(one, main.effect.id)))
      return [
        note('SV211', step.span, {
          program: programOf(main.effect) || 'the program',
          restart: 'always',
          ...(mapped && { now: 'the unit has it' }),
        }),
      ];
    return [note('SV903', step.span, { reason: textAt(input, step.span) })];
  });
}

/** Something beside the daemon that a loop does: not a pause, not bookkeeping. */
function isOther(step: Step, main: number): boolean {
  return (
    step.kind === 'effect' &&
    step.effect.kind !== 'noise' &&
    step.effect.id !== main &&
    !(step.effect.kind === 'exec' && (step.effect.query === true || step.effect.operation?.kind === 'sleep'))
  );
}

/** The script came back only when the daemon was ready, or some seconds later. */
function waits({ input, started, draft }: View): readonly Note[] {
  const { main } = started;
  const interpretation = input.actions.get('start');
  if (!main || !interpretation || !isFollowed(started.type)) return [];
  const steps = flatten(interpretation.steps);
  const at = steps.findIndex(step => step.kind === 'effect' && step.effect.id === main.effect.id);
  // The pause of a loop that only starts the program again is RestartSec=.
  const again =
    main.respawn === undefined
      ? []
      : steps.flatMap(step => {
          const inner = step.kind === 'loop' ? flatten(step.body) : [];
          return inner.some(one => one === steps[at]) ? inner : [];
        });
  const kept = (span: Span): boolean =>
    [...(draft.places.get('start') ?? [])].some(
      ([offset, { place }]) =>
        offset >= span.start && offset < span.end && (place === 'helper' || place === 'directive'),
    );
  const wait = steps.slice(at + 1).find(step => {
    if (again.includes(step)) return false;
    if (step.kind === 'loop') return step.waiting && !kept(step.span);
    return (
      step.kind === 'effect' &&
      step.effect.kind === 'exec' &&
      step.effect.operation?.kind === 'sleep' &&
      !kept(step.effect.span)
    );
  });
  if (!wait) return [];
  const span = wait.kind === 'effect' ? wait.effect.span : wait.span;
  return [note('SV222', span, { what: textAt(input, span) })];
}

/** The same program again and again, with other arguments. */
function instances({ start }: View): readonly Note[] {
  const daemons = daemonsOf(start);
  const [first] = daemons;
  if (!first || daemons.some(item => programOf(item.effect) !== programOf(first.effect))) return [];
  const lines = new Set(daemons.map(item => item.effect.argv.map(describe).join(' ')));
  if (daemons.every(item => item.effect.span.start !== first.effect.span.start || item === first) || lines.size < 2)
    return [];
  return [note('SV230', first.effect.span, { list: [...lines].slice(0, 8).join('; ') })];
}

/** Programs that hand their work to somebody else, and whom. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['at', 'at'],
  ['batch', 'at'],
  ['crontab', 'cron'],
  ['systemd-run', 'systemd-run'],
  ['docker', 'the Docker daemon'],
  ['virsh', 'libvirt'],
  ['lxc-start', 'LXC'],
  ['ssh', 'another host'],
]);

function outside(view: View): readonly Note[] {
  return execsOf(view).flatMap(({ effect }) => {
    const name = baseName(programOf(effect));
    const by = ELSEWHERE.get(name);
    const verb = effect.argv
      .slice(1)
      .map(textOf)
      .find(text => text && !text.startsWith('-'));
    if (by === undefined || (name === 'docker' && verb !== 'run' && verb !== 'start')) return [];
    if (name === 'virsh' && verb !== 'start' && verb !== 'create') return [];
    const program = name === 'at' || name === 'batch' ? 'what it is given' : effect.argv.map(describe).join(' ');
    return [note('SV219', effect.span, { program, by })];
  });
}

/** The script let PATH find the program; the unit names a path or lets `env` look. */
function byName(view: View): readonly Note[] {
  const { draft, input, started } = view;
  const effect = started.main?.effect;
  const program = effect && programOf(effect);
  if (!effect || !program || program.includes('/') || effect.shell) return [];
  const line = draft.directives.find(
    directive => directive.name === 'ExecStart' && directive.evidence.some(span => span.start === effect.span.start),
  )?.value;
  const [first = '', second = ''] = line?.replace(/^[-+@!:]+/, '').split(' ') ?? [];
  if (first === '' || first.includes('/sysv2systemd/') || /^\/bin\/(?:ba)?sh$/.test(first)) return [];
  if (first.startsWith('/') && first !== '/usr/bin/env') return [note('SV233', effect.span, { program, path: first })];
  const elsewhere = pathsIn(input.source).find(
    path => /^\/usr\/local\/s?bin\//.test(path) && baseName(path) === program,
  );
  const path = first === '/usr/bin/env' ? `${first} ${second}` : first;
  return [
    note('SV233', effect.span, { program, path, how: 'it looks in PATH' }),
    ...(elsewhere === undefined ? [] : [note('SV257', effect.span, { program, path: elsewhere })]),
  ];
}

/** More alternatives than anybody could keep apart. */
function wide(view: View): readonly Note[] {
  for (const { effect } of execsOf(view)) {
    const named = [
      ...effect.argv.map((value, i) => [i === 0 ? 'the program' : `argument ${i}`, value] as const),
      ...[...effect.process.exported].map(([name, value]) => [`$${name}`, value] as const),
    ];
    for (const [what, value] of named)
      if (unknownsOf(value).includes('too many alternatives'))
        return [note('SV904', effect.span, { count: 'more than 16', what })];
  }
  return [];
}

/** The shell takes quotes inside a value for characters, systemd takes them away. */
function quotes({ input, started }: View): readonly Note[] {
  const trail = input.actions.get('start')?.trail;
  const effect = started.main?.effect;
  const notes = new Map<string, Note>();
  for (const part of effect?.argv.flatMap(field => field.parts) ?? []) {
    if (part.kind !== 'setting' || part.quoted) continue;
    const value = trail?.settings.get(part.name)?.today;
    if (effect && value !== undefined && /["'\\]/.test(value))
      notes.set(part.name, note('SV415', effect.span, { setting: part.name, value }));
  }
  return [...notes.values()];
}

function oneshot({ started, start }: View): readonly Note[] {
  if (started.type !== 'oneshot' || daemonsOf(start).length > 0) return [];
  const span = start.items[0]?.effect.span;
  const reason = start.items.length === 0 ? 'it starts nothing' : 'its programs are taken to end by themselves';
  return [note('SV229', span, { reason })];
}

/** Of a control program's service systemd knows no process: it does not see it end. */
function control({ started }: View): readonly Note[] {
  if (started.type !== 'control') return [];
  const main = started.main?.effect;
  return [note('SV249', main?.span, { program: (main && programOf(main)) || 'a program' })];
}
