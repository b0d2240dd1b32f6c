import type { FindingReport, ServiceReport } from '../document.ts';
import { code, html, type Markup } from './markup.ts';
import { anchor, runFinder } from './side-by-side.ts';
import { mark } from './words.ts';

/** Lines of a snippet at most; the whole text is above it. */
const SNIPPET = 2;
const WIDEST = 80;

/** The findings of a service: what, and what to do, each with its four axes. */
export function findingsOf(at: number, service: ServiceReport): Markup {
  const runOf = runFinder(service.view.script);
  const lines = service.view.script.flatMap(({ text }) => text);
  return html`<ul class=findings>${service.findings.map(finding => {
    const { location } = finding;
    const own = location?.path === service.source.path ? location : undefined;
    const run = own && runOf(own.line);
    return html`<li>${mark(finding.severity)} <a href=#${finding.code}>${finding.code}</a> ${code(finding.message)}${axes(finding)}${
      location && !own && html`<small>in ${location.path}, line ${location.line}</small>`
    }${task(finding)}${
      own &&
      html`<pre>${lines.slice(own.line - 1, Math.min(own.endLine, own.line + shown(finding) - 1)).map((line, more) => [
        // The first number is the way to the lines.
        html`${more > 0 && '\n'}<a${more === 0 && run !== undefined && html` href=#${anchor.line(at, run)}`}>${own.line + more}</a> `,
        code(cut(line.trim())),
      ])}</pre>`
    }`;
  })}</ul>`;
}

/** Lines of a snippet: one where nothing is to be done. */
function shown({ effort }: FindingReport): number {
  return effort === 'none' ? 1 : SNIPPET;
}

/** What to do. Where that is nothing, the rule says it once for all, one click away: a fleet's page is long. */
function task({ effort, remediation, command }: FindingReport): Markup | false {
  if (effort === 'none' && command === undefined) return false;
  return html`<p>${code(remediation)}${command !== undefined && html` <kbd>${code(command)}</kbd>`}`;
}

function cut(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

function axes({ category, confidence, effort, state, decision }: FindingReport): Markup {
  return html`<small>${category}, ${confidence}, effort: ${effort}${state !== undefined && html`, <b>${state}</b>`}${
    decision &&
    html`, <b>${decision.expired ? 'decision expired' : 'accepted'}</b>: ${decision.acceptedBy}, until ${decision.until}: ${decision.reason}`
  }</small>`;
}
