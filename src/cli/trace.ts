import type { TraceFilter } from '../report/trace.ts';
import { analyse } from './analyse.ts';
import { EXIT } from './exit.ts';
import type { AnalyseOptions } from './options.ts';
import { chalks, complain, type Session, usageError } from './session.ts';

export interface TraceOptions extends Omit<AnalyseOptions, 'failOn'>, TraceFilter {}

/** `trace`: from which lines of the script a unit comes, by which pass, how sure. */
export async function trace(
  session: Session,
  name: string,
  paths: readonly string[],
  options: TraceOptions,
): Promise<number> {
  const { io } = session;
  // A path says both what to read and which service is meant.
  const isPath = name.includes('/') || (paths.length === 0 && options.root === undefined);
  const analysed = await analyse(session, isPath ? [name, ...paths] : paths, { ...options, failOn: 'never' });
  if (!analysed.ok) return usageError(io, analysed.error);
  const { document, migration, unread } = analysed.value;
  for (const error of unread) complain(io, error);
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.service$/, '');
  const service =
    document.services.find(item => item.name === base) ??
    document.services.find(item => item.source.path === name || item.source.path.endsWith(`/${base}`)) ??
    document.services.find(item => item.units.some(unit => unit.endsWith(`/${base}.service`)));
  const text = migration.services.find(
    item => item.source.path === service?.source.path && item.name === service.name,
  )?.text;
  if (!service || text === undefined)
    return usageError(io, `no service ${base}; there are: ${document.services.map(item => item.name).join(', ')}`);

  const { renderTrace } = await import('../report/trace.ts');
  const { out } = await chalks(session, options.color);
  const output = renderTrace(service, text, options, out);
  if (output === '') return usageError(io, `nothing of ${service.name} matches`);
  io.stdout.write(output);
  return EXIT.ok;
}
