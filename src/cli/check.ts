import { analyse } from './analyse.ts';
import { EXIT, exitStatus } from './exit.ts';
import type { AnalyseOptions } from './options.ts';
import { writeReports } from './reports.ts';
import { chalks, complain, type Session, usageError } from './session.ts';

/** `check`: the findings on stdout and an exit status for CI; writes no unit. */
export async function check(session: Session, paths: readonly string[], options: AnalyseOptions): Promise<number> {
  const { io } = session;
  const analysed = await analyse(session, paths, options);
  if (!analysed.ok) return usageError(io, analysed.error);
  const { document, unread } = analysed.value;
  for (const error of unread) complain(io, error);
  if (document.services.length === 0 && unread.length > 0) return EXIT.input;
  if (!options.json) {
    const { renderFindings, renderSummary } = await import('../report/terminal.ts');
    const { out, err } = await chalks(session, options.color);
    io.stdout.write(renderFindings(document, out));
    if (!options.quiet) io.stderr.write(renderSummary(document, err, options.verbose));
  }
  const written = await writeReports(session, document, options);
  if (written !== EXIT.ok) return written;
  return unread.length > 0 ? EXIT.input : exitStatus(document, options.failOn);
}
