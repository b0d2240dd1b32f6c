import type { ReportDocument } from './document.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';

/** Renderings that --report can write, by the name that it is asked for. */
export const FORMATS: ReadonlyMap<string, (document: ReportDocument) => string> = new Map([
  ['json', renderJson],
  ['markdown', renderMarkdown],
  ['md', renderMarkdown],
]);
