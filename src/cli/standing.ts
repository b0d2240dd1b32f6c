import { fail, type InputError, ok, type Result } from '../base/result.ts';
import type { ReportDocument } from '../report/document.ts';
import type { Standing } from '../report/standing.ts';
import { loadReport } from './diff-reports.ts';
import type { AnalyseOptions } from './options.ts';
import type { Session } from './session.ts';

/** What --baseline and --decisions say, and what there is to tell about it. */
interface Loaded {
  readonly standing: Standing;
  readonly doubts: readonly InputError[];
}

/** Read the baseline and the decisions. The clock is asked only where decisions may expire and --today is not given. */
export async function loadStanding(
  { io }: Session,
  { baseline, decisions, today = io.today() }: Pick<AnalyseOptions, 'baseline' | 'decisions' | 'today'>,
): Promise<Result<Loaded>> {
  const earlier = baseline === undefined ? undefined : await loadReport(baseline);
  if (earlier?.ok === false) return earlier;
  const read = decisions === undefined ? undefined : await loadDecisions(decisions);
  if (read?.ok === false) return read;
  return ok({
    standing: {
      ...(earlier && { baseline: earlier.value }),
      ...(read && { decisions: { sha256: read.value.sha256, today, list: read.value.list } }),
    },
    doubts: read?.value.doubts ?? [],
  });
}

/** Decisions that do nothing: somebody may think that they do. */
export function idleDecisions(
  { decisions }: ReportDocument,
  { decisions: path = '' }: Pick<AnalyseOptions, 'decisions'>,
): readonly InputError[] {
  return (decisions?.list ?? []).flatMap(({ code, service, until, line, state }) => {
    if (state === 'in-force') return [];
    const why = state === 'expired' ? `has expired on ${until}` : 'is about no finding of this run';
    return [{ path, line, message: `the decision on ${code} of ${service} ${why}` }];
  });
}

async function loadDecisions(path: string) {
  const [{ readIfThere }, { readDecisions }] = await Promise.all([
    import('./write-tree.ts'),
    import('../report/decisions-file.ts'),
  ]);
  const text = readIfThere(path);
  return text === undefined ? fail({ path, message: 'cannot be read' }) : readDecisions(text, path);
}
