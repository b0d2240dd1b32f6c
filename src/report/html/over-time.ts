import { SEVERITIES } from '../../base/finding.ts';
import type { DecisionsReport, ReportDocument } from '../document.ts';
import { html, type Markup, type Part } from './markup.ts';
import { anchor } from './side-by-side.ts';
import { mark, plural, table } from './words.ts';

const STATE: Readonly<Record<DecisionsReport['list'][number]['state'], string>> = {
  'in-force': 'in force',
  expired: 'expired: counts no more',
  unused: 'about no finding of this run',
};

/** What was known from an earlier report, and what people have decided; nothing where there is neither. */
export function overTimeSection(document: ReportDocument): Markup | undefined {
  const { baseline, decisions, summary, services } = document;
  if (!baseline && !decisions) return undefined;
  const position = new Map(services.map(({ name }, at) => [name, at]));
  const link = (name: string): Part => {
    const at = position.get(name);
    return at === undefined ? name : html`<a href="#${anchor.service(at)}">${name}</a>`;
  };
  return html`<section id="time"><h2>Known and accepted</h2><p>Open is what is neither known from the baseline nor accepted by a decision in force; --fail-on counts it.${table(
    ['Severity', 'open', 'all'],
    SEVERITIES.map(severity => [mark(severity), summary.open[severity], summary.findings[severity]]),
    'Open findings',
  )}${
    baseline &&
    html`<h3>Against the baseline</h3><p>${baseline.new} new, ${baseline.changed} changed, ${baseline.unchanged} unchanged, ${baseline.fixed.length} fixed.${
      baseline.fixed.length > 0 &&
      table(
        ['Service', 'rule', 'severity', 'finding'],
        baseline.fixed.map(one => [link(one.service), one.code, mark(one.severity), one.message]),
        'Fixed: in the baseline and not in this report',
      )
    }`
  }${
    decisions &&
    html`<h3>Decisions</h3>${table(
      ['Rule', 'service', 'state', 'findings', 'accepted by', 'until', 'reason', 'line'],
      decisions.list.map(one => [
        one.code,
        link(one.service),
        STATE[one.state],
        one.findings,
        one.acceptedBy,
        one.until,
        one.reason,
        one.line,
      ]),
      `${plural(decisions.list.length, 'entry').replace(/ys$/, 'ies')} of the decisions file, as of ${decisions.today}`,
    )}`
  }</section>`;
}
