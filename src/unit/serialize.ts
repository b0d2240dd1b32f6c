import type { Directive, Section, Unit } from './unit.ts';
import { wrapLine } from './wrap-line.ts';

/** A line of a unit file and the directives that it says: none for headers, comments and blank lines. */
export interface UnitLine {
  readonly text: string;
  readonly directives: readonly Directive[];
}

const SECTIONS: readonly Section[] = ['Unit', 'Service', 'Socket', 'Timer', 'Path', 'Install'];

/** The canonical order: names, or patterns for families of names; what no entry matches comes last, as it came. */
const ORDER: Readonly<Record<Section, readonly string[]>> = {
  Unit: [
    'Description Documentation SourcePath DefaultDependencies Conflicts Requires Requisite BindsTo PartOf Upholds',
    'Wants Before After RequiresMountsFor WantsMountsFor OnFailure OnSuccess Condition.* Assert.*',
  ],
  Service: [
    'Type ExitType RemainAfterExit GuessMainPID PIDFile BusName NotifyAccess Sockets',
    'User Group SupplementaryGroups DynamicUser PAMName PermissionsStartOnly',
    'RootDirectory RootDirectoryStartOnly WorkingDirectory UMask',
    '(Runtime|State|Cache|Logs|Configuration)Directory.*',
    'Environment PassEnvironment UnsetEnvironment EnvironmentFile Standard.* TTY.* Syslog.*',
    'ExecCondition ExecStartPre ExecStart ExecStartPost ExecReload ExecReloadPost ExecStop ExecStopPost',
    'KillMode KillSignal .*KillSignal SendSIG.* TimeoutSec TimeoutStart.* TimeoutStop.* Timeout.*',
    'Restart Restart.* SuccessExitStatus StartLimit.*',
    'IgnoreSIGPIPE Nice OOM.* CPU.* IO.* Limit.*',
  ],
  Socket: ['Listen.* Accept Socket.*'],
  Timer: ['On.*'],
  Path: ['Path.* DirectoryNotEmpty'],
  Install: ['Alias WantedBy RequiredBy Also'],
};

const rankers = new Map<Section, readonly RegExp[]>();

function rank(section: Section, name: string): number {
  const patterns =
    rankers.get(section) ??
    ORDER[section].flatMap(line => line.split(' ')).map(pattern => new RegExp(`^(?:${pattern})$`));
  rankers.set(section, patterns);
  const found = patterns.findIndex(pattern => pattern.test(name));
  return found < 0 ? patterns.length : found;
}

/** Longest line of several assignments; beyond it each has its own. */
const SHORT = 60;

/** `Environment=A=1` and `Environment=B=2` share a line while it is short. */
function line(directives: readonly Directive[]): UnitLine {
  const [first] = directives;
  return { text: `${first?.name}=${directives.map(directive => directive.value).join(' ')}`, directives };
}

function environmentLines(directives: readonly Directive[]): readonly UnitLine[] {
  const joined = line(directives);
  const plain = directives.every(directive => directive.comment === undefined && /^[^\s'"\\]+$/.test(directive.value));
  if (plain && joined.text.length <= SHORT) return [joined];
  return directives.flatMap(directive => [...commentLines(directive), line([directive])]);
}

function commentLines(directive: Directive): readonly UnitLine[] {
  if (directive.comment === undefined) return [];
  // A backslash at the end would join the directive to the comment before 241.
  return directive.comment
    .split('\n')
    .map(text => ({ text: `# ${text.trim().replace(/\\+$/, '')}`.trim(), directives: [] }));
}

function sectionLines(section: Section, directives: readonly Directive[]): readonly UnitLine[] {
  const sorted = directives
    .map((directive, at) => ({ directive, at, rank: rank(section, directive.name) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(entry => entry.directive);
  const environment = sorted.filter(directive => directive.name === 'Environment');
  return [
    { text: `[${section}]`, directives: [] },
    ...sorted.flatMap(directive => {
      if (directive.name !== 'Environment')
        return [
          ...commentLines(directive),
          ...wrapLine(line([directive]).text).map(text => ({ text, directives: [directive] })),
        ];
      return directive === environment[0] ? environmentLines(environment) : [];
    }),
  ];
}

/** The lines of the file in canonical order, each with its directives: for views that link script and unit. */
export function unitLines(unit: Unit): readonly UnitLine[] {
  const blank: UnitLine = { text: '', directives: [] };
  return SECTIONS.flatMap(section => {
    const directives = unit.directives.filter(directive => directive.section === section);
    return directives.length > 0 ? [[blank, ...sectionLines(section, directives)]] : [];
  })
    .flat()
    .slice(1);
}

/**
 * The text of a unit file: sections and directives in the canonical order (systemd.unit(5)), directives of one name in
 * the order they came, comments above their lines, no header. Ends in a newline.
 */
export function serializeUnit(unit: Unit): string {
  return unitLines(unit)
    .map(({ text }) => `${text}\n`)
    .join('');
}
