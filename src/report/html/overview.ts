import type { ReportDocument, ServiceReport } from '../document.ts';
import { duration, gradeWord } from '../grade-words.ts';
import { html, type Markup } from './markup.ts';
import { anchor } from './side-by-side.ts';
import { mark, PLACE_WORDS, plural } from './words.ts';

const HEAD = ['Service', 'Grade', 'Tier', 'Confidence', 'Worst finding', 'Findings', 'Lost', 'Time', 'Was on'] as const;

/** All services in a table: the way in, and with a script what is searched, filtered and sorted. */
export function overview({ services, summary }: ReportDocument): Markup {
  return html`<table class="list"><caption>${plural(summary.services, 'service')}</caption><thead><tr>${HEAD.map(
    name => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${services.map(row)}</tbody></table>`;
}

function row(service: ServiceReport, at: number): Markup {
  const { name, grade, tier, disposition, confidence, findings, statements, runlevels } = service;
  const worst = findings[0]?.severity;
  return html`<tr data-s=${at}><th scope=row><a href=#${anchor.service(at)}>${name}</a><td>${gradeWord(grade)}<td>${tier}${
    disposition === 'superseded' && ' (superseded)'
  }<td>${confidence}<td>${worst === undefined ? 'none' : mark(worst)}<td>${findings.length}<td>${statements.places.lost}<td data-v=${grade.minutes}>${duration(
    grade.minutes,
  )}<td>${runlevels.enabled ? 'yes' : 'no'}`;
}

/** What the words beside the lines of a script mean. */
export function legend(): Markup {
  const classes = { directive: 'd', guard: 'g', helper: 'h', noise: 'n', lost: 'x', unreached: 'u' } as const;
  return html`<dl class="legend">${Object.entries(PLACE_WORDS).map(
    ([place, [name, meaning]]) =>
      html`<div class="${(classes as Readonly<Record<string, string>>)[place] ?? 'c'}"><dt>${name}</dt><dd>${meaning}</dd></div>`,
  )}</dl>`;
}
