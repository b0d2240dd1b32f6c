import type { InputError, Result } from '../base/result.ts';
import type { EarlierReport } from '../report/standing.ts';
import { EXIT, type FailOn, reaches } from './exit.ts';
import type { ColorMode } from './options.ts';
import { chalks, complain, type Session } from './session.ts';

export interface DiffOptions {
  readonly json?: boolean;
  readonly failOn: FailOn;
  readonly color: ColorMode;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `diff`: what became of the findings between two reports. */
export async function diffReports(
  session: Session,
  before: string,
  after: string,
  options: DiffOptions,
): Promise<number> {
  const { io } = session;
  const reports = await Promise.all([loadReport(before), loadReport(after)]);
  const errors = reports.flatMap(report => (report.ok ? [] : [report.error]));
  for (const error of errors) complain(io, error);
  const [old, now] = reports;
  if (!old.ok || !now.ok) return EXIT.input;
  const [{ compareReports }, { renderComparison }, { jsonText }] = await Promise.all([
    import('../report/compare.ts'),
    import('../report/compare-text.ts'),
    import('../report/escape.ts'),
  ]);
  const comparison = compareReports(old.value, now.value);
  const { out } = await chalks(session, options.color);
  if (options.json) io.stdout.write(jsonText(comparison));
  else io.stdout.write(renderComparison(comparison, out, options.verbose));
  return reaches(comparison.open, options.failOn) ? EXIT.findings : EXIT.ok;
}

/** A report.json, or the folder of an output that holds one. */
export async function loadReport(path: string): Promise<Result<EarlierReport, InputError>> {
  const [{ readIfThere }, { readReport }] = await Promise.all([import('./write-tree.ts'), import('../report/read.ts')]);
  const text = readIfThere(path) ?? readIfThere(`${path.replace(/\/+$/, '')}/report.json`);
  if (text === undefined) return { ok: false, error: { path, message: 'cannot be read: give a report.json' } };
  return readReport(text, path);
}
