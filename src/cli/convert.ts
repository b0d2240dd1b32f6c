import type { ChalkInstance } from 'chalk';
import { type Analysed, analyse } from './analyse.ts';
import { EXIT, exitStatus } from './exit.ts';
import type { AnalyseOptions } from './options.ts';
import { writeReports } from './reports.ts';
import { chalks, complain, type Session, usageError } from './session.ts';

export interface ConvertOptions extends AnalyseOptions {
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly against?: string;
  readonly force?: boolean;
}

/** `convert`: units on stdout, or a tree with -o, or what would change with --diff. */
export async function convert(session: Session, paths: readonly string[], options: ConvertOptions): Promise<number> {
  const { io } = session;
  const deployable = options.output !== undefined && options.against === undefined;
  const analysed = await analyse(session, paths, options, deployable);
  if (!analysed.ok) return usageError(io, analysed.error);
  const { document, plan, unread } = analysed.value;
  for (const error of unread) complain(io, error);
  if (document.services.length === 0 && unread.length > 0) return EXIT.input;
  for (const { path, services } of plan.collisions)
    complain(io, `${path}: wanted by ${services.join(' and by ')}; the one of ${services[0]} is kept`);
  const { out, err } = await chalks(session, options.color);

  const shown = options.diff
    ? await showDiff(session, analysed.value, options, out)
    : options.output !== undefined && !options.dryRun
      ? await writeOutput(session, analysed.value, options.output, options.force === true)
      : await print(session, analysed.value, options, out);
  if (shown !== EXIT.ok) return shown;

  const written = await writeReports(session, document, options);
  if (written !== EXIT.ok) return written;
  if (!options.quiet) await tell(session, analysed.value, options, err);
  if (unread.length > 0 || plan.collisions.length > 0) return EXIT.input;
  return exitStatus(document, options.failOn);
}

/** What goes to stdout without an output folder: the unit alone for one script, so that it can be redirected. */
async function print(
  { io }: Session,
  { document }: Analysed,
  { json, output, dryRun }: ConvertOptions,
  chalk: ChalkInstance,
): Promise<number> {
  if (json) return EXIT.ok;
  const { files } = document;
  if (dryRun && output !== undefined) {
    for (const { path, mode } of files) io.stdout.write(`${mode} ${output.replace(/\/+$/, '')}/${path}\n`);
    return EXIT.ok;
  }
  const { renderFile } = await import('../report/terminal.ts');
  const [first] = files;
  if (files.length === 1 && first && !io.stdout.isTTY) io.stdout.write(first.content);
  else if (document.services.length === 1)
    for (const file of files) io.stdout.write(renderFile(file.path, file.content, chalk));
  return EXIT.ok;
}

async function writeOutput(
  { io }: Session,
  { document, plan }: Analysed,
  output: string,
  force: boolean,
): Promise<number> {
  const [{ writeTree }, { withReports }] = await Promise.all([import('./write-tree.ts'), import('./reports.ts')]);
  const written = await writeTree(output, await withReports(plan, document), force);
  if (written.ok) return EXIT.ok;
  complain(io, written.error);
  return written.error.refused ? EXIT.usage : EXIT.input;
}

async function showDiff(
  { io }: Session,
  { document, plan }: Analysed,
  { output, against, root }: ConvertOptions,
  chalk: ChalkInstance,
): Promise<number> {
  const before = against ?? output ?? root;
  if (before === undefined)
    return usageError(io, '--diff compares with -o DIR, --against UNIT|DIR or --root DIR: give one');
  const [{ diffTree }, { withReports }] = await Promise.all([import('./diff.ts'), import('./reports.ts')]);
  // report.html says what report.json and report.md say, in lines that nobody reads.
  const files =
    before === output ? (await withReports(plan, document)).filter(({ path }) => path !== 'report.html') : plan.files;
  const text = diffTree(before, files, chalk);
  if (!text.ok) return usageError(io, text.error);
  io.stdout.write(text.value);
  return EXIT.ok;
}

async function tell(
  { io }: Session,
  { document }: Analysed,
  { verbose, output, dryRun, diff }: ConvertOptions,
  chalk: ChalkInstance,
): Promise<void> {
  const { renderFindings, renderSummary } = await import('../report/terminal.ts');
  if (verbose || document.services.length === 1) io.stderr.write(renderFindings(document, chalk));
  if (document.services.length !== 1) io.stderr.write(renderSummary(document, chalk, verbose));
  if (output === undefined && !diff && document.services.length > 1)
    io.stderr.write('Nothing was written: -o DIR takes the units of all services.\n');
  if (output !== undefined && !dryRun && !diff)
    io.stderr.write(`Written to ${output}: read ${output.replace(/\/+$/, '')}/report.html first.\n`);
}
