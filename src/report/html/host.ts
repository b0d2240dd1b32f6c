import type { ReportDocument, ServiceReport } from '../document.ts';
import { html, type Markup } from './markup.ts';
import { levels } from './service.ts';
import { anchor } from './side-by-side.ts';
import { table } from './words.ts';

/** Run levels then, targets now; what else the host had that is no unit. */
export function hostSection({ services }: ReportDocument): Markup {
  const shown = [...services.entries()].filter(([, { units }]) => units.length > 0);
  const custom = [...services.entries()].flatMap(([at, { name, actions }]) =>
    actions.filter(({ kind }) => kind === 'custom').map(action => ({ at, name, action })),
  );
  const files = [...services.entries()].filter(([, { settings }]) => settings.files.length > 0);
  const link = (at: number, name: string): Markup => html`<a href="#${anchor.service(at)}">${name}</a>`;
  return html`<section id="host"><h2>Run levels, actions, settings</h2><details><summary>Run levels then, targets now: ${shown.length}</summary>${table(
    ['Then and now', 'services, each with its start priority'],
    [...byLevels(shown)].map(([text, own]) => [
      text,
      html`<span class=names>${own.map(
        ([at, { name, runlevels }]) =>
          html`${link(at, name)}${runlevels.startPriority !== undefined && ` ${runlevels.startPriority}`} `,
      )}</span>`,
    ]),
    'Services by run levels and targets',
  )}</details><details><summary>Custom actions: ${custom.length}</summary>${table(
    ['Service', 'then', 'now'],
    custom.map(({ at, name, action }) => [link(at, name), `service ${name} ${action.name}`, action.becomes]),
    'Actions that systemctl does not know',
  )}</details><details><summary>Settings files: ${files.length}</summary>${table(
    ['Service', 'file', 'values that the unit reads'],
    files.map(([at, { name, settings }]) => [
      link(at, name),
      settings.files.map(file => html`<code>${file}</code> `),
      settings.used.length === 0
        ? 'none in its command lines'
        : settings.used.map(({ name: variable }) => html`<code>${variable}</code> `),
    ]),
    'Files that units read at each start; a minus sign: it may be missing',
  )}</details></section>`;
}

type Entry = readonly [number, ServiceReport];

/** Services that were started and are wanted alike. */
function byLevels(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const text = levels(entry[1].runlevels);
    groups.set(text, [...(groups.get(text) ?? []), entry]);
  }
  return groups;
}
