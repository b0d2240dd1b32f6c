import { type InputError, ok, type Result } from '../base/result.ts';
import type { Migration } from '../model/service.ts';
import type { Plan } from '../plan/plan.ts';
import type { ReportDocument } from '../report/document.ts';
import type { Analysis, Request } from './engine.ts';
import type { AnalyseOptions } from './options.ts';
import { complain, type Session } from './session.ts';
import { idleDecisions, loadStanding } from './standing.ts';

/** One analysis in all the shapes that commands print. */
export interface Analysed {
  readonly migration: Migration;
  readonly plan: Plan;
  readonly document: ReportDocument;
  readonly unread: readonly InputError[];
}

/** Analyse what the arguments name, for a folder that can be deployed or without. An error is a mistake in the request. */
export async function analyse(
  session: Session,
  paths: readonly string[],
  options: AnalyseOptions,
  deployable = false,
): Promise<Result<Analysed>> {
  const request = await requestOf(session, paths, options);
  if (!request.ok) return request;
  const loaded = await loadStanding(session, options);
  if (!loaded.ok) return loaded;
  const done = progress(session, options);
  try {
    const [engine, planOf, { buildReport }] = await Promise.all([
      session.loadEngine(),
      deployable
        ? import('../plan/deploy.ts').then(({ planDeployment }) => planDeployment)
        : import('../plan/plan.ts').then(({ planTree }) => planTree),
      import('../report/build.ts'),
    ]);
    const analysis = engine.analyse(request.value);
    if (!analysis.ok) return analysis;
    const { migration, unread } = await wholeHost(analysis.value, request.value);
    const plan = planOf(migration);
    const about = {
      version: session.version,
      flags: flagsOf(paths, options),
      ...(options.date !== undefined && { generated: options.date }),
      ...loaded.value.standing,
    };
    const document = buildReport(migration, plan, about);
    done();
    for (const doubt of [...loaded.value.doubts, ...idleDecisions(document, options)]) complain(session.io, doubt);
    return ok({ migration, plan, document, unread });
  } finally {
    done();
  }
}

/** An image without names of scripts asks for all of the host; what one script needs is not loaded for it. */
async function wholeHost(analysis: Analysis, request: Request): Promise<Analysis> {
  const { root, paths, stdin } = request;
  if (root === undefined || paths.length > 0 || stdin) return analysis;
  const { withWholeHost } = await import('./whole-host.ts');
  return withWholeHost(analysis, root, request);
}

async function requestOf(
  { io }: Session,
  paths: readonly string[],
  {
    root,
    chkconfigList,
    settings,
    overrides,
    target,
    targetRoot,
    restart,
    helperFiles,
    templates,
    name,
  }: AnalyseOptions,
): Promise<Result<Request>> {
  if (paths.length === 0 && root === undefined)
    return mistake('nothing to read: name scripts, a folder of them, or an image of the old host with --root');
  const piped = paths.includes('-');
  if (piped && name === undefined) return mistake('a script from standard input needs a name: --name NAME');
  if (name !== undefined && !piped) return mistake('--name is for a script from standard input (-)');
  return ok({
    paths: paths.filter(path => path !== '-'),
    target,
    ...(piped && name !== undefined && { stdin: { name, bytes: await io.readStdin() } }),
    ...(root !== undefined && { root }),
    ...(chkconfigList !== undefined && { chkconfigList }),
    ...(settings !== undefined && { settings }),
    ...(overrides !== undefined && { overrides }),
    ...(targetRoot !== undefined && { targetRoot }),
    ...(restart !== undefined && { restart }),
    ...(helperFiles !== undefined && { helperFiles }),
    ...(templates !== undefined && { templates }),
  });
}

/** The arguments that say what is read and how, in one order: with them `trace` and `convert` find the same. */
function flagsOf(
  paths: readonly string[],
  { root, settings, overrides, target, targetRoot, name, restart, helperFiles, templates }: AnalyseOptions,
): readonly string[] {
  const flag = (option: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [option, value];
  return [
    ...paths,
    ...flag('--root', root),
    ...flag('--settings', settings),
    ...flag('--overrides', overrides),
    ...flag('--target', target),
    ...flag('--target-root', targetRoot),
    ...flag('--name', name),
    ...flag('--restart', restart),
    ...(helperFiles ? ['--helper-files'] : []),
    ...(templates ? ['--templates'] : []),
  ];
}

function mistake(message: string): Result<never> {
  return { ok: false, error: { path: 'usage', message } };
}

/** A line on a terminal while the work goes on; the returned function wipes it. */
function progress({ io: { stderr } }: Session, { quiet }: AnalyseOptions): () => void {
  if (!stderr.isTTY || quiet) return () => {};
  stderr.write('reading scripts …');
  return () => stderr.write('\r\u001b[K');
}
