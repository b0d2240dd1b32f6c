import type { ReportDocument } from './document.ts';

export type Render = (document: ReportDocument) => string | Promise<string>;

/** Renderings that --report can write, by the name that it is asked for; each is loaded when it is wanted. */
export const FORMATS: ReadonlyMap<string, () => Promise<Render>> = new Map<string, () => Promise<Render>>([
  ['csv', async () => (await import('./csv.ts')).renderCsv],
  ['html', async () => (await import('./html/page.ts')).renderHtml],
  ['json', async () => (await import('./json.ts')).renderJson],
  ['markdown', async () => (await import('./markdown.ts')).renderMarkdown],
  ['md', async () => (await import('./markdown.ts')).renderMarkdown],
  ['sarif', async () => (await import('./sarif.ts')).renderSarif],
]);
