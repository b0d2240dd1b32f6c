import type { FileReport, ServiceReport } from '../document.ts';
import type { LineRun } from '../lines.ts';
import { code, html, type Markup, type Part } from './markup.ts';
import { KIND_CLASS, PLACE_WORDS, SHORT } from './words.ts';

/** Names of anchors: the position of the service, then what lies in it. They need no quotes in HTML. */
export const anchor = {
  service: (service: number): string => `s${service}`,
  line: (service: number, line: number): string => `${service}L${line}`,
  directive: (service: number, directive: number): string => `${service}d${directive}`,
  helper: (service: number, helper: number): string => `${service}h${helper}`,
};

type UnitLine = ServiceReport['view']['units'][number]['lines'][number];

/** What the sides of a service need to link to each other. */
interface Sides {
  readonly at: number;
  readonly service: ServiceReport;
  readonly files: ReadonlyMap<string, FileReport>;
  /** Position of the first directive of the unit's line, for every directive. */
  readonly lineOf: ReadonlyMap<number, number>;
  /** The line that has a directive's name: the first, where units of one service share it. */
  readonly named: ReadonlyMap<number, UnitLine>;
  /** First line of the run that a line of the script is in. */
  readonly runOf: (line: number) => number | undefined;
}

/** Script and units next to each other, each line with links to what it came from or became. */
export function sideBySide(at: number, service: ServiceReport, files: ReadonlyMap<string, FileReport>): Markup {
  const { script, units } = service.view;
  const lineOf = new Map(
    units.flatMap(({ lines }) => lines.flatMap(({ directives }) => directives.map(one => [one, directives[0] ?? one]))),
  );
  const named = new Map(
    units
      .flatMap(({ lines }) => lines.flatMap(line => line.directives.slice(0, 1).map(one => [one, line] as const)))
      .reverse(),
  );
  const sides: Sides = { at, service, files, lineOf, named, runOf: runFinder(script) };
  const marked = new Set(
    [...service.directives.flatMap(({ evidence }) => evidence), ...service.findings.flatMap(one => one.location ?? [])]
      .filter(({ path }) => path === service.source.path)
      .map(({ line }) => sides.runOf(line)),
  );
  return html`<div class=sides><div><h5>${service.source.path}</h5><ol class=src>${script.map(
    run =>
      html`<li class=${KIND_CLASS[run.kind]}${marked.has(run.line) && html` id=${anchor.line(at, run.line)}`}><p>${label(sides, run)}${run.text.map(text => html`<p>${code(text)}`)}`,
  )}</ol></div><div class=now>${units.map(unit => unitSide(sides, unit))}${service.helpers.map((path, index) =>
    helperSide(sides, path, index),
  )}</div></div>`;
}

/** The first line of the run in which a line is. */
export function runFinder(script: readonly LineRun[]): (line: number) => number | undefined {
  const starts = new Map(script.flatMap(({ line, text }) => text.map((_, more) => [line + more, line])));
  return line => starts.get(line);
}

function label({ at, service, lineOf }: Sides, { kind, notes, directives }: LineRun): Part {
  const links = [...new Set(directives.map(one => lineOf.get(one)))].flatMap(one => {
    const directive = one === undefined ? undefined : service.directives[one];
    return directive === undefined || one === undefined
      ? []
      : [html` <a href=#${anchor.directive(at, one)}>${directive.name}</a>`];
  });
  if (notes.length === 0) return [links.length > 0 ? 'header' : kind === 'blank' ? 'comment' : kind, links];
  const places = [...new Set(notes.map(({ place }) => place))];
  return places.map((place, index) => [
    index > 0 && html`<br>`,
    PLACE_WORDS[place][0],
    index === 0 && links,
    notes
      .filter(note => note.place === place)
      .map(({ detail }, more) => [more > 0 && ',', noteDetail(at, service, place, detail, links.length > 0)]),
  ]);
}

/** A directive is named by its link, a helper by a link to it, what is unreached by its word alone. */
function noteDetail(at: number, service: ServiceReport, place: string, detail: string, linked: boolean): Part {
  if (detail === '' || place === 'unreached' || place === 'lost') return '';
  if (place === 'guard' && linked) return '';
  if (place === 'directive' && linked && /^\w+=/.test(detail)) return '';
  const helper = place === 'helper' ? service.helpers.findIndex(path => path.endsWith(detail)) : -1;
  if (helper < 0) return [' ', SHORT.get(detail) ?? detail];
  return html` <a href=#${anchor.helper(at, helper)}>${detail.slice(detail.lastIndexOf('/') + 1)}</a>`;
}

function unitSide(sides: Sides, { path, lines }: ServiceReport['view']['units'][number]): Markup {
  return html`<h5>${path}</h5><div class=unit>${lines.map((line, index) => {
    const { text, directives } = line;
    const [first] = directives;
    // A directive on several lines is named and linked by the first.
    if (first === undefined || first === lines[index - 1]?.directives[0]) return html`<p>${code(text)}`;
    const from = origin(sides, directives);
    // What no line asked for is linked from nowhere.
    return from === ''
      ? html`<p>${code(text)}<i>default</i>`
      : html`<p${sides.named.get(first) === line && html` id=${anchor.directive(sides.at, first)}`}>${code(text)}${from}`;
  })}</div>`;
}

/** The lines that a directive came from, and how sure that is unless it is proved. */
function origin({ at, service, runOf }: Sides, directives: readonly number[]): Part {
  const own = directives.flatMap(one => service.directives[one] ?? []);
  const lines = [...new Set(own.flatMap(({ evidence }) => evidence.map(({ line }) => line)))];
  const doubt = own.find(({ confidence }) => confidence !== 'proved')?.confidence;
  if (lines.length === 0 && doubt === undefined) return '';
  return html`${lines.map(line => {
    const run = runOf(line);
    return run === undefined ? html`<a>${line}</a>` : html`<a href=#${anchor.line(at, run)}>${line}</a>`;
  })}${doubt !== undefined && html`<i>${doubt}</i>`}`;
}

function helperSide({ at, files }: Sides, path: string, index: number): Markup {
  const file = files.get(path);
  return html`<h5 id=${anchor.helper(at, index)}>${path} <small>${file?.kind} ${file?.mode}</small></h5><pre>${code(file?.content ?? '')}</pre>`;
}
