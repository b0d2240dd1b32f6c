import type { ReportDocument } from './document.ts';

/** report.json: the document as it stands, less the text of the files that lie beside it. */
export function renderJson(document: ReportDocument): string {
  const files = document.files.map(({ content: _, ...file }) => file);
  return `${JSON.stringify({ ...document, files }, undefined, 2)}\n`;
}
