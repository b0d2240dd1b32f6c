import type { Trait } from '../../base/trait.ts';
import type { Header } from '../../header/types.ts';
import type { ActionOutcome, Tier } from '../../model/service.ts';
import type { MapInput } from '../draft.ts';

interface Known {
  readonly header: Header;
  readonly hostImage: boolean;
  /** Absent for a script that became no unit. */
  readonly mapped?: { readonly tier: Tier; readonly actions: readonly ActionOutcome[]; readonly input: MapInput };
  readonly batch: boolean;
}

/** What of a script rules may depend on. */
export function traitsOf({ header, hostImage, mapped, batch }: Known): readonly Trait[] {
  const has: Partial<Record<Trait, boolean | undefined>> = {
    script: true,
    'chkconfig-header': header.chkconfig !== undefined,
    'lsb-header': header.lsb !== undefined,
    'host-image': hostImage,
    batch,
  };
  if (mapped) {
    const { tier, actions, input } = mapped;
    has.unit = true;
    has['own-commands'] = tier !== 'wrapped';
    has['settings-file'] = [...input.actions.values()].some(({ trail }) => trail.files.size > 0);
    has['custom-action'] = actions.some(({ kind }) => kind === 'custom');
    has[input.target.family === 'rhel' ? 'legacy-actions' : 'no-legacy-actions'] = true;
  }
  return (Object.entries(has) as [Trait, boolean | undefined][]).flatMap(([trait, held]) => (held ? [trait] : []));
}
