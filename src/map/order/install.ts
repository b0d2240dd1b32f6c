import type { Confidence } from '../../base/confidence.ts';
import { type Note, note } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { type Header, type Level, showLevels } from '../../header/types.ts';
import { unitName } from '../../header/unit-name.ts';
import type { Target } from '../../unit/target.ts';
import type { Directive } from '../../unit/unit.ts';
import { bootPhase, type RcLevels, wantedLevels } from './boot-phase.ts';
import { FACILITIES } from './facilities.ts';

export interface InstallInput {
  readonly header: Header;
  /** File name of the script. */
  readonly name: string;
  readonly links?: RcLevels;
  /** Who has a name: scripts of the batch by name and by Provides, with all units that claim it. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
  readonly target: Pick<Target, 'family' | 'systemd'>;
}

export interface Installed {
  readonly directives: readonly Directive[];
  readonly notes: readonly Note[];
  /** Was it on? By the links of the old host, else by its header; undefined if neither says anything. */
  readonly enabled: boolean | undefined;
}

const MULTI_USER = 'multi-user.target';

/**
 * [Install]. In: see InstallInput. Out: WantedBy= and Alias= with notes, and whether to enable the unit. Levels 2 to 4
 * are multi-user.target, 5 alone is graphical.target (which contains it), 1 is rescue.target, S and B are
 * sysinit.target; 0 and 6 wanted nothing to run (sysv-generator.c 220; systemd.special(7)).
 */
export function mapInstall(input: InstallInput): Installed {
  const { header, name, links, target } = input;
  const { levels, evidence } = wantedLevels(header, links);
  const phase = bootPhase(header, links, target.family);
  const confidence: Confidence = levels.length > 0 ? 'proved' : 'assumed';
  const wanted = phase === 'early' ? ['sysinit.target'] : phase === 'shutdown' ? [] : targets(levels, target.family);
  const span = evidence[0];
  const stem = unitName(name);
  const alias = aliases(input);
  const notes = [
    ...(stem === `${name}.service` || stem === name ? [] : [note('SV509', undefined, { from: name, to: stem })]),
    ...levelNotes(levels, wanted, phase === 'normal', span),
    ...linkNotes(header, links, target.family),
    ...(phase === 'shutdown'
      ? [note('SV504', span, { how: `it is started in run levels ${[...levels].join(' and ')} only` })]
      : []),
    ...(phase === 'early' ? [note('SV505', span, { target: 'sysinit.target' })] : []),
    ...(phase === 'late-boot' ? [note('SV505', span, { target: MULTI_USER })] : []),
    ...alias.notes,
  ];
  return {
    directives: [...line('WantedBy', wanted, evidence, confidence), ...alias.directives],
    notes,
    enabled: enabled(header, links),
  };
}

/** The targets of run levels; multi-user.target where nothing is said, since a service must be able to start. */
function targets(levels: readonly Level[], family: Target['family']): readonly string[] {
  const has = (...some: readonly Level[]): boolean => some.some(level => levels.includes(level));
  const rescue = has('1') || (has('S') && family === 'suse') ? ['rescue.target'] : [];
  if (has('2', '3', '4')) return [MULTI_USER, ...rescue];
  if (has('5')) return ['graphical.target', ...rescue];
  return rescue.length > 0 ? rescue : [MULTI_USER];
}

/** Level 2 is left out by RHEL's convention (multi-user without NFS), so only 3, 4 and 5 tell intentions apart. */
function levelNotes(
  levels: readonly Level[],
  wanted: readonly string[],
  normal: boolean,
  span?: Span,
): readonly Note[] {
  const graded = levels.filter(level => level === '3' || level === '4' || level === '5').length;
  const some = levels.some(level => /[2-5]/.test(level));
  const exact = graded === 3 || !some || wanted.includes('graphical.target');
  return exact || !normal ? [] : [note('SV304', span, { levels: showLevels(levels), target: wanted.join(' ') })];
}

function linkNotes(header: Header, links: RcLevels | undefined, family: Target['family']): readonly Note[] {
  const { levels, evidence, from } = header.startLevels;
  if (from === 'none') return [];
  const byHeader = enabledIn(levels);
  if (!links) return levels.length === 0 ? [note('SV501', evidence[0])] : [];
  const byLinks = enabledIn(links.startLevels);
  // "-" leaves it to the administrator, so links of any kind agree with it.
  if (levels.length === 0) return byLinks ? [] : [note('SV501', evidence[0])];
  const same = byHeader === byLinks && group(levels, family) === group(links.startLevels, family);
  if (same) return [];
  const shown = {
    header: showLevels(levels),
    links: links.startLevels.length === 0 ? 'none' : showLevels(links.startLevels),
  };
  return [note('SV502', evidence[0], shown)];
}

/** Levels with one group lead to the same unit, so that a difference between them is none. */
function group(levels: readonly Level[], family: Target['family']): string {
  if (levels.includes('B') || (levels.includes('S') && family !== 'suse')) return 'boot';
  return levels.every(level => level === '0' || level === '6') ? 'shutdown' : targets(levels, family).join(' ');
}

/** Levels 0 and 6 are no levels to run in, but a script that is for them alone is on as well. */
function enabledIn(levels: readonly Level[]): boolean {
  return levels.length > 0;
}

function enabled(header: Header, links: RcLevels | undefined): boolean | undefined {
  if (links) return enabledIn(links.startLevels);
  return header.startLevels.from === 'none' ? undefined : enabledIn(header.startLevels.levels);
}

/** Provides names that no other unit has; `x.sh` provides `x` by its name alone, facilities are no units. */
function aliases({ header, name, claims, target }: InstallInput): {
  readonly directives: readonly Directive[];
  readonly notes: readonly Note[];
} {
  const own = unitName(name);
  const provides = header.lsb?.provides;
  const given: string[] = [];
  const notes: Note[] = [];
  for (const word of provides?.value ?? []) {
    const unit = unitName(word);
    if (word.startsWith('$') || FACILITIES.has(word) || unit === own || given.includes(unit)) continue;
    const other = [...(claims.get(word) ?? []), ...(claims.get(`${word}.sh`) ?? [])].find(claim => claim !== own);
    if (other === undefined) given.push(unit);
    else notes.push(note('SV503', provides?.span, { alias: word, other }));
  }
  // "service x.sh restart" asks systemctl for x.sh.service; the one of Debian drops the suffix.
  const typed = `${name}.service`;
  if (
    !/debian|ubuntu/.test(target.family) &&
    /^[\w.:-]+\.sh$/.test(name) &&
    !claims.has(typed) &&
    !given.includes(typed)
  )
    given.push(typed);
  const evidence = provides ? [provides.span] : [];
  return { directives: line('Alias', given, evidence, 'proved'), notes };
}

function line(
  name: string,
  words: readonly string[],
  evidence: readonly Span[],
  confidence: Confidence,
): readonly Directive[] {
  if (words.length === 0) return [];
  return [{ section: 'Install', name, value: words.join(' '), evidence, confidence, by: 'map/install' }];
}
