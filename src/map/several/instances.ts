import { note } from '../../base/finding.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Span } from '../../base/span.ts';
import { unitOfStem } from '../../header/unit-name.ts';
import { checkUnit } from '../../unit/check.ts';
import type { Directive, Unit } from '../../unit/unit.ts';
import { account } from '../account/accounting.ts';
import { unreachedNotes } from '../account/unreached.ts';
import { mapActions } from '../actions/custom.ts';
import { adviceNotes } from '../advice/index.ts';
import type { MapInput } from '../draft.ts';
import { interpretAgain } from '../interpret-all.ts';
import { confidenceOf, mapUnit, type UnitDraft, unique } from '../service.ts';
import { daemonsOf } from '../timeline/main-process.ts';
import { startTimelineOf } from '../timeline/start-timeline.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { validate } from '../validate/validate.ts';
import { type InstanceLoop, instanceLoops, withList } from './instance-loops.ts';
import type { Umbrella } from './umbrella.ts';
import { type Frame, sayBy, umbrellaUnit } from './umbrella-unit.ts';

/** Stands for the name of an instance; no script has it. */
const NAME = 'qzjv0x';
const OTHER = 'qzjv1x';

/** One instance, as if the list of the loop had this word alone. */
interface Instance extends UnitDraft {
  readonly word: string;
  readonly input: MapInput;
}

/**
 * Daemons that a loop starts as a template and its instances (`--templates`). In: the interpreted script. Out: an
 * umbrella that wants all instances, so that `systemctl start x` still means all, and `x@.service`; or why not;
 * undefined where no loop starts a daemon. Only where the loop's variable is all that is different between instances,
 * each of which was found equal to the script with this word alone in its list, and where nothing is done beside the
 * loop: it would be done for each instance.
 */
export function mapInstances(script: MapInput, frame: Frame): Result<Umbrella, Refusal> | undefined {
  const [loop] = instanceLoops(script);
  if (!loop) return undefined;
  const refuse = (reason: string): Result<Umbrella, Refusal> => fail({ reason, span: loop.span });
  if (typeof loop.words === 'string') return refuse(loop.words);
  const odd = loop.words.find(word => !/^[A-Za-z0-9_][\w.:-]*$/.test(word));
  if (odd !== undefined) return refuse(`"${odd}" cannot be the name of an instance`);
  if (new Set(loop.words).size < loop.words.length) return refuse('a word is there twice');
  const [sample, ...instances] = [NAME, ...loop.words].map(word => instanceOf(script, loop, word));
  if (!sample) return undefined;
  const beside = besideTheLoop(script, loop, sample);
  if (beside !== undefined) return refuse(beside);
  const broken = [sample, ...instances].map(one => problemOf(one)).find(one => one !== undefined);
  if (broken !== undefined) return refuse(broken);
  const template = templateOf(sample, instances);
  if (!template.ok) return refuse(template.error);
  return ok(unitsOf(script, frame, loop, sample, template.value, loop.words));
}

/** Why a script has no template, and which loop that is about. */
export interface Refusal {
  readonly reason: string;
  readonly span: Span;
}

function instanceOf(script: MapInput, loop: InstanceLoop, ...words: readonly string[]): Instance {
  const input = interpretAgain(script, withList(script.source, loop, words));
  return { word: words[0] ?? '', input, ...mapUnit(input) };
}

/** What is done once for all instances: with two words in the list it is not there twice. */
function besideTheLoop(script: MapInput, loop: InstanceLoop, sample: Instance): string | undefined {
  const two = instanceOf(script, loop, NAME, OTHER);
  for (const action of ['start', 'stop'] as const) {
    const once = countsOf(sample.input, action);
    const twice = countsOf(two.input, action);
    for (const [at, count] of once) {
      if ((twice.get(at) ?? 0) >= 2 * count) continue;
      const line = script.source.lines.span(at, at).line;
      return `line ${line} is done once for all of them, in ${action}`;
    }
  }
  return undefined;
}

/** Effects of an action by their place in the script; questions do nothing. */
function countsOf(input: MapInput, name: 'start' | 'stop'): ReadonlyMap<number, number> {
  const { items } = name === 'start' ? startTimelineOf(input) : timelineOf(input.actions.get(name)?.steps ?? []);
  const counts = new Map<number, number>();
  for (const { effect } of items) {
    if (effect.kind === 'exec' && effect.query) continue;
    counts.set(effect.span.start, (counts.get(effect.span.start) ?? 0) + 1);
  }
  return counts;
}

function problemOf({ word, input, started, draft, reloadFrom }: Instance): string | undefined {
  const daemons = daemonsOf(startTimelineOf(input));
  const called = word === NAME ? '' : ` of ${word}`;
  if (daemons.length !== 1 || !started.main) return `there is not one daemon for each word${called}`;
  if (started.whole !== undefined || draft.files.length > 0) return `the start${called} needs a helper script`;
  const unit = { name: unitOfStem(input.name), directives: draft.directives };
  const [bad] = checkUnit(unit, input.target);
  if (bad) return bad.problem;
  const [difference] = validate(input, unit, [], reloadFrom) ?? [];
  return difference && `the unit${called} would not do what the script did: ${difference.field}`;
}

/** Directives in which systemd puts the name of the instance for `%i` (systemd.unit(5), SPECIFIERS). */
const EXPANDED =
  /^(?:Exec\w+|PIDFile|Environment(?:File)?|WorkingDirectory|RootDirectory|User|Group|RuntimeDirectory|(?:Condition|Assert)\w+)$/;

/** The lines of the template: those of the sample with `%i` for its word, which give those of each instance. */
function templateOf(sample: Instance, instances: readonly Instance[]): Result<readonly Directive[], string> {
  const lines = sample.draft.directives.map(one => ({ ...one, value: one.value.replaceAll(NAME, '%i') }));
  // What is only cleaned up behind a daemon does not tell it from the others.
  const own = lines.filter(
    ({ value, by }, i) => by !== 'map/pid-file-left' && value !== sample.draft.directives[i]?.value,
  );
  if (own.length === 0) return fail('nothing in the unit would depend on the word of the loop');
  const deaf = own.find(({ name }) => !EXPANDED.test(name));
  if (deaf) return fail(`${deaf.name}= cannot have the name of an instance in it`);
  const program = own.find(({ name, value }) => name.startsWith('Exec') && value.split(' ')[0]?.includes('%i'));
  if (program) return fail('the path of the program depends on the word of the loop');
  const shared = lines.find(({ name, value }) => /^RuntimeDirectory$/.test(name) && !value.includes('%i'));
  if (shared) return fail(`${shared.name}=${shared.value} would go with the first instance that stops`);
  for (const { word, draft } of instances) {
    const same =
      draft.directives.length === lines.length &&
      draft.directives.every(({ name, value }, i) => name === lines[i]?.name && value === filled(lines[i], word));
    if (!same) return fail(`${word} is not started as the others are`);
  }
  return ok(lines);
}

function filled(line: Directive | undefined, word: string): string {
  return line?.value.replace(/%%|%i/g, specifier => (specifier === '%i' ? word : specifier)) ?? '';
}

function unitsOf(
  script: MapInput,
  frame: Frame,
  loop: InstanceLoop,
  sample: Instance,
  lines: readonly Directive[],
  words: readonly string[],
): Umbrella {
  const { draft, started, reloadFrom, input } = sample;
  const name = unitOfStem(script.name);
  const template = name.replace(/\.service$/, '@.service');
  const wanted = words.map(word => template.replace('@.', `@${word}.`));
  const say = sayBy('instances', started.main ? [started.main.effect.span] : []);
  const umbrella = umbrellaUnit(name, frame, { wanted, reloads: reloadFrom !== undefined }, say);
  const { description } = frame;
  const unit: Unit = {
    name: template,
    directives: [
      { ...description, value: `${description.value}: %i` },
      ...frame.ordering,
      say('Unit', 'PartOf', name),
      ...lines,
    ],
  };
  // Actions are cut from the script itself: there the loop goes over all words.
  const actions = mapActions(draft, script, reloadFrom);
  const statements = account(draft, input);
  draft.notes.push(...adviceNotes(input, started, draft), ...unreachedNotes(input, statements));
  for (const interpretation of input.actions.values()) draft.notes.push(...interpretation.notes);
  draft.notes.push(
    note('SV239', loop.span, {
      template,
      list: words.join(' '),
      ...(loop.setting !== undefined && { setting: loop.setting }),
    }),
  );
  return {
    units: [umbrella, unit],
    parts: [{ unit, input }],
    mapped: {
      directives: [],
      files: draft.files,
      actions,
      statements,
      notes: unique(draft.notes.filter(({ params }) => !Object.values(params).some(text => text?.includes(NAME)))),
      tier: 'native',
      reason: '',
      confidence: confidenceOf(draft, statements),
      ...(reloadFrom !== undefined && { reloadFrom }),
    },
  };
}
