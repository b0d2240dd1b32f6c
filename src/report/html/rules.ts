import type { ReportDocument, RuleReport } from '../document.ts';
import { code, html, type Markup } from './markup.ts';
import { anchor } from './side-by-side.ts';
import { mark, plural } from './words.ts';

/** Services that are named; with a script, grouping by rule shows all. */
const NAMED = 20;

const STATUS: Readonly<Record<RuleReport['status'], string>> = {
  fired: 'fired',
  passed: 'passed',
  'not-applicable': 'not applicable',
};

/** Every rule: whether it fired, why it matters, what to do, and on which services it reports. */
export function rulesSection({ services, rules }: ReportDocument): Markup {
  const found = new Map<string, Map<number, number>>();
  for (const [at, { findings }] of services.entries())
    for (const finding of findings) {
      const entry = found.get(finding.code) ?? new Map<number, number>();
      found.set(finding.code, entry);
      entry.set(at, (entry.get(at) ?? 0) + 1);
    }
  const number = (status: RuleReport['status']): number => rules.filter(rule => rule.status === status).length;
  return html`<section id="rules"><h2>Rules</h2><p>${plural(rules.length, 'rule')}: ${number('fired')} fired, ${number('passed')} passed, ${number('not-applicable')} not applicable: no script had what they are about.</p>${rules.map(
    rule => html`<details class="rule"><summary><b>${rule.code}</b> ${rule.name} ${mark(rule.severity)} <span>${STATUS[rule.status]}${
      rule.fired > 0 && `: ${plural(rule.fired, 'finding')}`
    }</span></summary><div class=body id=${rule.code}><p>${code(rule.what)}<p>Why: ${code(rule.why)}<p>What to do: ${code(rule.todo)}${rule.command !== undefined && html` <kbd>${code(rule.command)}</kbd>`}<p>Effort: ${rule.effort} (${code(rule.because)}). Category: ${rule.category}. Applied to ${plural(rule.services, 'service')}.${names(
      [...(found.get(rule.code) ?? [])].map(([at, count]) => [at, services[at]?.name ?? '', count]),
    )}</div></details>
`,
  )}</section>`;
}

function names(own: readonly (readonly [at: number, name: string, count: number])[]): Markup | undefined {
  if (own.length === 0) return undefined;
  const shown = own
    .slice(0, NAMED)
    .map(
      ([at, name, count]) => html`<a href="#${anchor.service(at)}">${name}</a>${count > 1 && html`\u00a0×${count}`} `,
    );
  return html`<p class=names>${shown}${own.length > NAMED && `and ${own.length - NAMED} more`}`;
}
