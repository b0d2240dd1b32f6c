import { exitsThen } from '../behaviour.ts';
import type { FileReport, ServiceReport } from '../document.ts';
import { duration, gradeWord } from '../grade-words.ts';
import { findingsOf } from './findings.ts';
import { code, html, type Markup, type Part } from './markup.ts';
import { anchor, sideBySide } from './side-by-side.ts';
import { plural } from './words.ts';

/** One service with everything that the report knows of it. */
export function serviceSection(at: number, service: ServiceReport, files: ReadonlyMap<string, FileReport>): Markup {
  const { findings, actions, view } = service;
  const heavy = findings.filter(({ severity }) => severity === 'critical' || severity === 'high').length;
  return html`<details class=svc><summary><h3>${service.name}</h3><span><b>${gradeWord(service.grade)}</b> ${duration(service.grade.minutes)}</span><span>${service.tier}${
    service.disposition === 'superseded' && ', superseded'
  }, ${service.confidence}</span><span>${plural(findings.length, 'finding')}${heavy > 0 && `, ${heavy} high`}</span></summary><div class=body id=${anchor.service(at)}>${facts(service)}${
    view.script.length > 0 && html`<h4>Script and unit</h4>${sideBySide(at, service, files)}`
  }${actions.length > 0 && html`<h4>Then and now</h4>${behaviour(service)}`}${
    findings.length > 0 && html`<h4>Findings</h4>${findingsOf(at, service)}`
  }</div></details>
`;
}

function facts(service: ServiceReport): Markup {
  const { reason, statements, settings, runlevels } = service;
  const places = Object.entries(statements.places).filter(([, count]) => count > 0);
  const list = (items: readonly Part[]): Part => items.map((item, index) => [index > 0 && ', ', item]);
  const row = (name: string, value: Part): Markup => html`<dt>${name}<dd>${value}`;
  return html`<dl>${reason !== '' && row('Why this tier', reason)}${row(
    'Statements',
    `${statements.total}${places.length > 0 ? ': ' : ''}${places.map(([place, count]) => `${count} ${place}`).join(', ')}`,
  )}${settings.files.length > 0 && row('Read at each start', list(settings.files.map(file => html`<code>${file}</code>`)))}${
    settings.used.length > 0 &&
    row(
      'Settings in use',
      list(settings.used.map(({ name, directives }) => html`<code>$${name}</code> in ${directives.join(', ')}`)),
    )
  }${settings.defaults.length > 0 && row('Their defaults', list(settings.defaults.map(text => html`<code>${text}</code>`)))}${row(
    'Run levels',
    levels(runlevels),
  )}</dl>`;
}

/** Run levels then and targets now, in a line. */
export function levels({ from, start, targets, enabled }: ServiceReport['runlevels']): string {
  const then = from === 'none' ? 'none said' : `${start.length === 0 ? 'none' : start.join(' ')} by its ${from}`;
  const now = targets.length === 0 ? 'no target' : targets.join(' ');
  return `${then}; now ${now}, ${enabled ? 'enabled' : 'not enabled'}`;
}

/** Longest text of what an action did; report.json has all of it. */
const DID = 72;

function behaviour({ actions }: ServiceReport): Markup {
  return html`<table class=acts><thead><tr><th>Then<th>it did<th>exits<th>Now<th>exits<tbody>${actions.map(
    action =>
      html`<tr><th>${action.name}<td>${code(did(action.does))}<td>${exitsThen(action) || UNKNOWN}<td>${action.becomes}<td>${action.exitsNow}`,
  )}</table>`;
}

/** Where the script does not say: a job of Upstart, a service of xinetd. */
const UNKNOWN = '\u2013';

function did(does: string): string {
  if (does === '') return UNKNOWN;
  return does.length > DID ? `${does.slice(0, DID)}…` : does;
}
