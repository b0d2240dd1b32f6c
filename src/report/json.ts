import type { FileReport, ReportDocument, ServiceReport } from './document.ts';
import { jsonText } from './escape.ts';

/** report.json: the document as it stands, less the text of the files that lie beside it and of the scripts. */
export interface ReportJson extends Omit<ReportDocument, 'services' | 'files'> {
  readonly services: readonly Omit<ServiceReport, 'view'>[];
  readonly files: readonly Omit<FileReport, 'content'>[];
}

/** The document as a program reads it; docs/report.schema.json is made from its type. */
export function renderJson(document: ReportDocument): string {
  const json: ReportJson = {
    ...document,
    services: document.services.map(({ view: _, ...service }) => service),
    files: document.files.map(({ content: _, ...file }) => file),
  };
  return jsonText(json);
}
