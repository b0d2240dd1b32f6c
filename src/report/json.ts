import type { ReportDocument } from './document.ts';

/** report.json: the document as it stands, less the text of the files that lie beside it and of the scripts. */
export function renderJson(document: ReportDocument): string {
  const files = document.files.map(({ content: _, ...file }) => file);
  const services = document.services.map(({ view: _, ...service }) => service);
  return `${JSON.stringify({ ...document, services, files }, undefined, 2)}\n`;
}
