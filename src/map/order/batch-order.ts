import type { Header } from '../../header/types.ts';
import { unitName } from '../../header/unit-name.ts';
import type { Service } from '../../model/service.ts';
import type { Strength } from '../advice/cycles.ts';
import type { Override } from '../override/override.ts';
import { bootPhase, type RcLevels, wantedLevels } from './boot-phase.ts';
import type { Numbered } from './order-by-number.ts';

/** Units of a target that come behind multi-user.target: who waited for one would close a circle (cloud-init). */
const LATE = new Set(['cloud-config.service', 'cloud-final.service']);

/** The place of a script in the row of start numbers; none for what is not deployed and no unit of the target. */
export function numberOf(
  header: Header,
  links: RcLevels | undefined,
  service: Service,
  family: string,
  override: Override | undefined,
): Numbered | undefined {
  const native = service.disposition === 'superseded' ? service.native : undefined;
  // What another program does now has an order of its own.
  const unit = native ? (native.same ? native.units[0] : undefined) : service.units[0]?.name;
  const line = header.chkconfig?.rejected === undefined ? header.chkconfig : undefined;
  const start = links?.startPriority ?? line?.start;
  const phase = bootPhase(header, links, family);
  if (unit === undefined || LATE.has(unit) || service.disposition === 'excluded' || start === undefined)
    return undefined;
  if (phase === 'early' || phase === 'shutdown') return undefined;
  const { lsb } = header;
  const named = lsb?.requiredStart ?? lsb?.shouldStart ?? lsb?.startAfter;
  return {
    unit,
    start,
    levels: wantedLevels(header, links).levels.filter(level => /[2-5]/.test(level)),
    on: service.enabled === true,
    // insserv makes the numbers from the names; chkconfig has numbers of its own.
    follows:
      service.disposition === 'deploy' &&
      phase === 'normal' &&
      (line !== undefined || named === undefined) &&
      !hasOwnOrder(override),
    span: line?.span,
  };
}

/** A person emptied After=: nothing is added to what they say. */
function hasOwnOrder(override: Override | undefined): boolean {
  return /^[ \t]*After[ \t]*=[ \t]*$/m.test(override?.text ?? '');
}

/** What the old host did not keep to says least, then what a header only wishes for. */
export function strengthOf(headers: ReadonlyMap<string, Header>, row: readonly Numbered[]): Strength {
  const start = new Map(row.map(one => [one.unit, one.start]));
  return (unit, other) => {
    const [own, its] = [start.get(unit), start.get(other)];
    if (own !== undefined && its !== undefined && own < its) return 0;
    const asks = (words: readonly string[] | undefined): boolean =>
      words?.some(word => unitName(word) === other) === true;
    const lsb = headers.get(unit)?.lsb;
    return asks(lsb?.requiredStart?.value) ? 3 : asks(lsb?.shouldStart?.value) ? 1 : 2;
  };
}
