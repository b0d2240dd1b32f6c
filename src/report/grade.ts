import type { Confidence } from '../base/confidence.ts';
import type { Category, Effort, Severity } from '../base/finding.ts';
import type { Disposition, Tier } from '../model/service.ts';

/** How automatic the migration of a service is. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;
export type Letter = (typeof LETTERS)[number];

/** The meaning of each letter, in the words that reports print. */
export const LETTER_MEANING: Readonly<Record<Letter, string>> = {
  A: 'directives alone, no finding that is high or critical',
  B: 'directives and generated helper scripts, no finding that is high or critical',
  C: 'a person must decide: a high or critical finding, or the outcome is only assumed',
  D: 'something of the script is lost, or the original script is called whole',
  E: 'no unit could be made',
};

/** How hard the hardest thing to look at is. */
export type Difficulty = 1 | 2 | 3 | 4 | 5;

export const DIFFICULTY_MEANING: Readonly<Record<Difficulty, string>> = {
  1: 'read and nod',
  2: 'look up a file or a setting',
  3: 'know the service and its neighbours',
  4: 'try it on the target',
  5: 'rewrite a part by hand',
};

/** How hard a finding of a category is to settle. */
export const CATEGORY_DIFFICULTY: Readonly<Record<Category, Difficulty>> = {
  input: 2,
  lost: 5,
  actions: 2,
  programs: 4,
  argv: 4,
  conditions: 3,
  settings: 2,
  user: 3,
  groups: 3,
  umask: 2,
  nice: 2,
  cwd: 2,
  root: 4,
  limits: 2,
  oom: 2,
  environment: 3,
  'input-output': 2,
  process: 4,
  stop: 3,
  files: 2,
  ordering: 3,
  enablement: 2,
  security: 3,
  advice: 1,
  tool: 4,
};

/** What the effort of a finding stands for. Estimates: replace them by your own experience. */
export const EFFORT_MINUTES: Readonly<Record<Effort, number>> = { none: 0, minutes: 10, hour: 60, day: 480 };

/** The meaning of each effort, in the words that reports print. */
export const EFFORT_MEANING: Readonly<Record<Effort, string>> = {
  none: 'read it once',
  minutes: 'one look, one question or one line',
  hour: 'several places to search, or a thing to try',
  day: 'a part to write anew',
};

/** What a person spends on a service before any finding: reading the unit, the helpers, the script. */
export const BASE_MINUTES: Readonly<Record<Tier, number>> = {
  native: 10,
  'native+helper': 20,
  wrapped: 120,
  'not-a-service': 5,
  failed: 240,
};

/** Share of the minutes that counts: what is only for information costs nothing, what is low is read and not done. */
export const SEVERITY_SHARE: Readonly<Record<Severity, number>> = {
  critical: 1,
  high: 1,
  medium: 1,
  low: 0.25,
  info: 0,
};

/** A code that comes again in one service costs this share: the answer is known by then. */
export const REPEATED_SHARE = 0.25;

/** A unit that is not deployed is only compared with the one that the target brings. */
export const SUPERSEDED_MINUTES = 5;

export interface Grade {
  /** Absent where there is nothing to migrate. */
  readonly letter?: Letter;
  readonly difficulty: Difficulty;
  readonly minutes: number;
}

/** What of a service its grade depends on. */
export interface Graded {
  readonly tier: Tier;
  readonly disposition: Disposition;
  readonly confidence: Confidence;
  readonly statements: { readonly places: { readonly lost: number } };
  readonly findings: readonly {
    readonly code: string;
    readonly severity: Severity;
    readonly category: Category;
    readonly effort: Effort;
  }[];
}

/** Minutes that a finding costs where its code comes for the first time. */
export function minutesOf({ severity, effort }: Graded['findings'][number]): number {
  return EFFORT_MINUTES[effort] * SEVERITY_SHARE[severity];
}

/** The grade of one service. */
export function gradeService(service: Graded): Grade {
  const letter = letterOf(service);
  if (service.disposition !== 'deploy')
    return { ...(letter && { letter }), difficulty: 1, minutes: SUPERSEDED_MINUTES };
  const seen = new Set<string>();
  let minutes = BASE_MINUTES[service.tier];
  let difficulty: Difficulty = service.tier === 'failed' || service.tier === 'wrapped' ? 5 : 1;
  for (const finding of service.findings) {
    minutes += minutesOf(finding) * (seen.has(finding.code) ? REPEATED_SHARE : 1);
    seen.add(finding.code);
    const own = SEVERITY_SHARE[finding.severity] === 1 ? CATEGORY_DIFFICULTY[finding.category] : 1;
    if (own > difficulty) difficulty = own;
  }
  return { ...(letter && { letter }), difficulty, minutes: Math.round(minutes) };
}

/** The grade of a host: no better than its worst service to deploy, and the sum of the time. */
export function gradeHost(services: readonly { readonly disposition: Disposition; readonly grade: Grade }[]): Grade {
  const own = services.filter(service => service.disposition === 'deploy').map(service => service.grade);
  const letter = LETTERS.filter(each => own.some(grade => grade.letter === each)).at(-1);
  return {
    ...(letter && { letter }),
    difficulty: ([5, 4, 3, 2] as const).find(each => own.some(({ difficulty }) => difficulty === each)) ?? 1,
    minutes: services.reduce((sum, { grade }) => sum + grade.minutes, 0),
  };
}

function letterOf({ tier, statements, findings, confidence }: Graded): Letter | undefined {
  if (tier === 'not-a-service') return undefined;
  if (tier === 'failed') return 'E';
  if (tier === 'wrapped' || statements.places.lost > 0) return 'D';
  const heavy = findings.some(({ severity }) => severity === 'high' || severity === 'critical');
  if (heavy || confidence === 'assumed' || confidence === 'unknown') return 'C';
  return tier === 'native' ? 'A' : 'B';
}
