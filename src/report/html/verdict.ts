import { EFFORTS, SEVERITIES } from '../../base/finding.ts';
import { TIERS } from '../../model/service.ts';
import type { ReportDocument, Verdict } from '../document.ts';
import {
  BASE_MINUTES,
  CATEGORY_DIFFICULTY,
  DIFFICULTY_MEANING,
  EFFORT_MEANING,
  EFFORT_MINUTES,
  LETTER_MEANING,
  LETTERS,
  REPEATED_SHARE,
  SEVERITY_SHARE,
  SUPERSEDED_MINUTES,
} from '../grade.ts';
import { duration, gradeWord } from '../grade-words.ts';
import { inhibitorGroups } from '../inhibitors.ts';
import { html, type Markup } from './markup.ts';
import { anchor } from './side-by-side.ts';
import { mark, plural, table } from './words.ts';

const WORDS: Readonly<Record<Verdict['word'], readonly [title: string, meaning: string]>> = {
  ready: ['Ready', 'Nothing stands in the way. Every statement of the scripts is accounted for.'],
  review: [
    'Review',
    'Nothing stands in the way, but something is assumed or has a medium finding: a person has to look.',
  ],
  blocked: [
    'Blocked',
    'Something is lost, failed, or has a high finding: it must be settled before the host may move.',
  ],
};

/** What an auditor reads first, and perhaps last. */
export function verdictSection(document: ReportDocument): Markup {
  const { verdict, summary } = document;
  const [title, meaning] = WORDS[verdict.word];
  const findings = SEVERITIES.reduce((sum, severity) => sum + summary.findings[severity], 0);
  return html`<section id="verdict"><h2>Verdict</h2><div class="verdict ${verdict.word}"><p class="word">${title}<p>${meaning}<p class="figures">${[
    [gradeWord(verdict.grade), 'grade of the host'],
    [duration(verdict.grade.minutes), 'of work'],
    [summary.services, 'services'],
    [summary.statements.total, 'statements'],
    [summary.statements.places.lost, 'of them lost'],
    [findings, 'findings'],
  ].map(([figure, what]) => html`<span><b>${figure}</b> ${what}</span> `)}</div><div class="tables">${table(
    ['Verdict', 'services'],
    (['ready', 'review', 'blocked'] as const).map(word => [mark(WORDS[word][0], word), verdict.services[word]]),
    'By verdict',
  )}${table(
    ['Tier', 'services'],
    TIERS.map(tier => [tier, summary.tiers[tier]]),
    'By tier: what the unit is made of',
  )}${table(
    ['Grade', 'services', 'means'],
    LETTERS.map(letter => [letter, verdict.letters[letter], LETTER_MEANING[letter]]),
    'By grade: how automatic',
  )}${table(
    ['Worst finding', 'services', 'findings'],
    [
      ...SEVERITIES.map(severity => [mark(severity), verdict.risks[severity], summary.findings[severity]]),
      ['none', verdict.risks.none, ''],
    ],
    'By risk',
    'nums',
  )}${table(
    ['Effort', 'services', 'means'],
    EFFORTS.map(effort => [effort, verdict.efforts[effort], EFFORT_MEANING[effort]]),
    'By effort: the greatest that a finding asks for',
  )}${table(
    ['Place', 'statements'],
    Object.entries(summary.statements.places).map(([place, count]) => [place, count]),
    'Where the statements went',
  )}</div><h3>What to do next</h3><ol>${verdict.next.map(step => html`<li>${step}`)}</ol>${inhibitors(document)}${weights()}</section>`;
}

/** What stands in the way, each kind once with the services that have it. */
function inhibitors(document: ReportDocument): Markup | undefined {
  const groups = inhibitorGroups(document);
  if (groups.length === 0) return undefined;
  const position = new Map(document.services.map(({ name }, at) => [name, at]));
  return html`<h3>What stands in the way</h3>${table(
    ['Rule', 'findings', 'severity', 'services'],
    groups.map(({ code, name, severity, findings, services }) => {
      return [
        html`<a href="#${code}">${code}</a> ${name}`,
        findings.length,
        mark(severity),
        html`<span class=names>${services.map(name => html`<a href="#${anchor.service(position.get(name) ?? 0)}">${name}</a> `)}</span>`,
      ];
    }),
    'Findings that are high or critical, by rule',
    'way',
  )}`;
}

/** How grades and times come about, so that they can be argued with. */
function weights(): Markup {
  const list = (record: Readonly<Record<string, number | string>>): string =>
    Object.entries(record)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  return html`<details><summary>How grades and times are made</summary><p>A service costs its tier's minutes (${list(BASE_MINUTES)}; ${SUPERSEDED_MINUTES} if it is only compared). Each finding adds the minutes of its effort (${list(EFFORT_MINUTES)}) times the share of its severity (${list(SEVERITY_SHARE)}); the same code again in one service costs ${REPEATED_SHARE} of that. These are estimates.<p>The digit is the difficulty of the hardest finding that is medium or worse, by its category (${list(CATEGORY_DIFFICULTY)}): ${list(DIFFICULTY_MEANING)}.<p>The letter of a host is that of its worst service to deploy, its digit that of the hardest.</details>`;
}

/** How many of what, for the head of the page. */
export function subtitle({ summary, target }: ReportDocument): string {
  return `${plural(summary.services, 'init script')} to systemd ${target.systemd} (${target.name})`;
}
