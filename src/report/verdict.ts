import { createHash } from 'node:crypto';
import { EFFORTS, type Effort, SEVERITIES } from '../base/finding.ts';
import type { FindingReport, ServiceReport, Verdict } from './document.ts';
import { gradeHost, LETTERS, type Letter } from './grade.ts';

type Judged = Pick<ServiceReport, 'name' | 'tier' | 'disposition' | 'confidence' | 'statements' | 'findings' | 'grade'>;

/** The verdict on a host, and what a person does next. */
export function verdictOf(services: readonly Judged[]): Verdict {
  const words = services.map(wordOf);
  const number = (word: Verdict['word']): number => words.filter(each => each === word).length;
  const counts = { ready: number('ready'), review: number('review'), blocked: number('blocked') };
  const letters = Object.fromEntries(
    LETTERS.map(letter => [letter, services.filter(({ grade }) => grade.letter === letter).length]),
  ) as Record<Letter, number>;
  return {
    word: counts.blocked > 0 ? 'blocked' : counts.review > 0 ? 'review' : 'ready',
    services: counts,
    grade: gradeHost(services),
    letters,
    risks: count(
      [...SEVERITIES, 'none'],
      services,
      ({ findings }) => firstOf(SEVERITIES, findings, 'severity') ?? 'none',
    ),
    efforts: count(EFFORTS, services, ({ findings }) => firstOf(HARDEST, findings, 'effort') ?? 'none'),
    next: nextSteps(services, counts),
  };
}

/** The hardest first. */
const HARDEST: readonly Effort[] = [...EFFORTS].reverse();

function firstOf<K extends 'severity' | 'effort'>(
  order: readonly FindingReport[K][],
  findings: readonly FindingReport[],
  axis: K,
): FindingReport[K] | undefined {
  return order.find(each => findings.some(finding => finding[axis] === each));
}

function count<K extends string>(
  names: readonly K[],
  services: readonly Judged[],
  of: (service: Judged) => K,
): Readonly<Record<K, number>> {
  const own = services.map(of);
  return Object.fromEntries(names.map(name => [name, own.filter(each => each === name).length])) as Record<K, number>;
}

/** SHA-256 of the lines that `sha256sum` prints for these files, sorted by path. */
export function digestOf(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  const lines = [...new Set(files.map(({ path, sha256 }) => `${sha256}  ${path}\n`))];
  const byPath = (line: string): string => line.slice(64);
  lines.sort((a, b) => (byPath(a) < byPath(b) ? -1 : byPath(a) > byPath(b) ? 1 : a < b ? -1 : 1));
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** Somebody decided that it may stay, and the decision still holds. */
export function isAccepted({ decision }: Pick<FindingReport, 'decision'>): boolean {
  return decision !== undefined && !decision.expired;
}

function wordOf({ tier, disposition, confidence, statements, findings }: Judged): Verdict['word'] {
  if (disposition !== 'deploy') return 'ready';
  const has = (...levels: readonly string[]): boolean =>
    findings.some(finding => levels.includes(finding.severity) && !isAccepted(finding));
  if (tier === 'failed' || statements.places.lost > 0 || has('critical', 'high')) return 'blocked';
  // Nothing is made of it that could be assumed.
  if (tier === 'not-a-service') return has('medium') ? 'review' : 'ready';
  return tier === 'wrapped' || confidence === 'assumed' || confidence === 'unknown' || has('medium')
    ? 'review'
    : 'ready';
}

function nextSteps(services: readonly Judged[], counts: Verdict['services']): readonly string[] {
  const failed = services.filter(({ tier }) => tier === 'failed').length;
  const lost = services.filter(one => one.disposition === 'deploy' && one.statements.places.lost > 0).length;
  const superseded = services.filter(({ disposition }) => disposition === 'superseded').length;
  const of = (count: number): string => `${count} ${count === 1 ? 'service' : 'services'}`;
  return [
    ...(failed > 0 ? [`Mend ${of(failed)} that could not be read or parsed, and convert again.`] : []),
    ...(lost > 0 ? [`Decide on the lost statements of ${of(lost)}: write them by hand, or accept the loss.`] : []),
    ...(counts.blocked > 0 ? [`Settle what stands in the way of ${of(counts.blocked)}, in the order below.`] : []),
    ...(counts.review > 0 ? [`Read the medium findings of ${of(counts.review)}; what is assumed wants a trial.`] : []),
    ...(superseded > 0 ? [`Compare ${of(superseded)} with the units that the target distribution brings.`] : []),
    'Deploy the output folder to a test host, start each service once, and compare it with the behaviour table.',
    'Sign the report: the block at its end is bound to the hashes of all inputs and outputs.',
  ];
}
