import { type Note, note } from '../../base/finding.ts';
import type { Native, OutputFile } from '../../model/service.ts';
import { textOf } from '../../model/word.ts';
import { parseUnit } from '../../unit/parse.ts';
import { serializeUnit } from '../../unit/serialize.ts';
import type { Directive, Unit } from '../../unit/unit.ts';
import type { MapInput } from '../draft.ts';
import { mapUnit } from '../service.ts';

/** Text of a unit that the target ships, where its image or one of the old host is at hand. */
export type NativeUnit = (name: string) => string | undefined;

interface Changes {
  readonly notes: readonly Note[];
  readonly files: readonly OutputFile[];
}

/** For a service that is no one's but the host's own. */
export const NO_CHANGES: Changes = { notes: [], files: [] };

/** What of the process a drop-in may set without knowing the command of the unit. */
const OF_THE_PROCESS =
  /^(?:Limit\w+|Nice|UMask|OOMScoreAdjust|IOScheduling\w+|CPU(?:Affinity|Scheduling\w+)|User|Group|SupplementaryGroups|WorkingDirectory|Environment)$/;

/**
 * What the settings of this host change of a service that the target ships itself. In: the script with its settings and
 * without, the native units, the unit that was converted. Out: a drop-in for what of the process the settings change,
 * the settings that are not at their default, and how the two units differ where the native one is at hand.
 */
export function nativeChanges(
  input: MapInput,
  bare: MapInput,
  converted: Unit,
  native: Native,
  textOfUnit: NativeUnit = () => undefined,
): Changes {
  const [name] = native.units;
  if (name === undefined || !native.same) return NO_CHANGES;
  const text = textOfUnit(name);
  const shipped = text === undefined ? undefined : parseUnit(name, text, input.target);
  const usual = mapUnit(bare).draft.directives;
  const changed = mapUnit(input).draft.directives.filter(
    one =>
      OF_THE_PROCESS.test(one.name) && ![...usual, ...(shipped?.directives ?? [])].some(other => isSame(one, other)),
  );
  const files = changed.length > 0 ? [dropIn(input, name, changed)] : [];
  const settings = [...(input.actions.get('start')?.trail.settings.values() ?? [])].filter(
    ({ today, fallback }) => today !== undefined && today !== '' && today !== (fallback && textOf(fallback)),
  );
  const paths = [...new Set(settings.flatMap(one => one.files.slice(-1)))];
  const unread = shipped ? settings.filter(one => !reads(shipped, one.name)).map(one => one.name) : [];
  const told = [
    ...(settings.length > 0 || files.length > 0
      ? [
          note('SV514', settingsSpan(input), {
            unit: name,
            ...(settings.length > 0 && { settings: settings.map(one => one.name).join(', '), file: paths.join(', ') }),
            ...(files[0] && { dropIn: files[0].path }),
            ...(unread.length > 0 && { unread: unread.join(', ') }),
          }),
        ]
      : []),
    ...(shipped ? comparison(converted, shipped) : []),
  ];
  return { notes: told, files };
}

function isSame(a: Directive, b: Directive): boolean {
  return a.section === b.section && a.name === b.name && a.value === b.value;
}

function settingsSpan({ actions }: MapInput) {
  return [...(actions.get('start')?.trail.files.values() ?? [])][0]?.span;
}

/** The unit has a file with the setting in its environment and uses it, or its program may. */
function reads(unit: Unit, setting: string): boolean {
  const files = unit.directives.some(({ name }) => name === 'EnvironmentFile');
  const used = unit.directives.some(
    ({ name, value }) => name.startsWith('Exec') && new RegExp(`\\$\\{?${setting}\\b`).test(value),
  );
  return files && used;
}

function dropIn({ name, source }: MapInput, unit: string, directives: readonly Directive[]): OutputFile {
  const content = serializeUnit({ name: unit, directives });
  return {
    path: `/etc/systemd/system/${unit}.d/50-sysv2systemd.conf`,
    mode: 0o644,
    content: `# What settings of the old host said for ${name} (${source.path}), and ${unit} does not say\n${content}`,
    kind: 'configuration',
    evidence: directives.flatMap(({ evidence }) => evidence),
    reason: 'settings of this host',
  };
}

/** Directives that say what is run, and how. */
const COMPARED =
  /^(?:Type|ExecStart|ExecReload|ExecStop|PIDFile|Environment(?:File)?|RuntimeDirectory|KillMode|KillSignal|Restart|Limit\w+|Nice|UMask|OOMScoreAdjust|User|Group|WorkingDirectory|PermissionsStartOnly)$/;

/** Lines of one unit that the other has otherwise or not at all. */
function comparison(converted: Unit, shipped: Unit): readonly Note[] {
  const names = new Set(
    [...converted.directives, ...shipped.directives]
      .filter(({ section, name }) => section === 'Service' && COMPARED.test(name))
      .map(({ name }) => name),
  );
  const values = (unit: Unit, key: string): string =>
    unit.directives
      .filter(({ section, name }) => section === 'Service' && name === key)
      .map(({ value }) => value)
      .join(' ; ');
  const lines = [...names].sort().flatMap(name => {
    const [own, other] = [values(converted, name), values(shipped, name)];
    return own === other ? [] : [`${name}=${own || '(none)'}, there ${other || '(none)'}`];
  });
  const unit = shipped.name;
  const differences = lines.length > 12 ? [...lines.slice(0, 12), `and ${lines.length - 12} more`] : lines;
  return [
    note('SV515', converted.directives.find(({ name }) => name === 'ExecStart')?.evidence[0], {
      unit,
      ...(differences.length > 0 && { differences: differences.join(' | ') }),
    }),
  ];
}
