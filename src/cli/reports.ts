import type { Plan, PlannedFile } from '../plan/plan.ts';
import type { ReportDocument } from '../report/document.ts';
import { FORMATS } from '../report/formats.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { EXIT } from './exit.ts';
import type { AnalyseOptions } from './options.ts';
import { complain, type Session } from './session.ts';

/** The files of a plan with the reports that every output folder has. */
export async function withReports(plan: Plan, document: ReportDocument): Promise<readonly PlannedFile[]> {
  const { renderHtml } = await import('../report/html/page.ts');
  return [
    ...plan.files,
    { path: 'report.html', mode: 0o644, content: await renderHtml(document), kind: 'report' },
    { path: 'report.json', mode: 0o644, content: renderJson(document), kind: 'report' },
    { path: 'report.md', mode: 0o644, content: renderMarkdown(document), kind: 'report' },
  ];
}

/** Write what --report and --json ask for. */
export async function writeReports(
  { io }: Session,
  document: ReportDocument,
  { report = [], json }: Pick<AnalyseOptions, 'report' | 'json'>,
): Promise<number> {
  if (json) io.stdout.write(renderJson(document));
  for (const { format, file } of report) {
    const render = await FORMATS.get(format)?.();
    const text = (await render?.(document)) ?? '';
    if (file === '-') io.stdout.write(text);
    else {
      const { writeFileAtomically } = await import('./write-tree.ts');
      const written = writeFileAtomically(file, text);
      if (!written.ok) {
        complain(io, written.error);
        return EXIT.input;
      }
    }
  }
  return EXIT.ok;
}
