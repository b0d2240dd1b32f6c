import type { Service } from '../model/service.ts';
import type { Target } from '../unit/target.ts';
import type { PlannedFile } from './plan.ts';

const HEAD = `# Commands then and now

Of each service that is replaced. For a script that calls the old ones, and for those who type them.`;

/** COMMANDS.md: what to type instead of the commands that knew the scripts. */
export function commandsFile(services: readonly Service[], family: Target['family']): readonly PlannedFile[] {
  const parts = services.flatMap(service => describe(service, family));
  if (parts.length === 0) return [];
  return [{ path: 'COMMANDS.md', mode: 0o644, content: `${[HEAD, ...parts].join('\n\n')}\n`, kind: 'deploy' }];
}

function describe(service: Service, family: Target['family']): readonly string[] {
  const [unit] = service.units;
  const script = service.initScript;
  if (!unit || script === undefined || service.disposition !== 'deploy' || !isPlain(script)) return [];
  const typed = quoted(script);
  const rows: readonly (readonly [string, string])[] = [
    ...service.actions
      .filter(({ kind, name }) => kind !== 'usage' && isPlain(name))
      .map(({ name, becomes }) => [`service ${typed} ${quoted(name)}`, becomes] as const),
    ...switches(family, typed, unit.name),
    [`ls /etc/rc?.d/S??${typed}`, `systemctl is-enabled ${quoted(unit.name)}`],
  ];
  return [
    `## ${script}`,
    ['| then | now |', '|---|---|', ...rows.map(([then, now]) => `| ${code(then)} | ${code(now)} |`)].join('\n'),
  ];
}

/** What turned the script on and off. */
function switches(family: Target['family'], script: string, unit: string): readonly (readonly [string, string])[] {
  const now = (verb: string): string => `systemctl ${verb} ${quoted(unit)}`;
  const debian = family === 'debian' || family === 'ubuntu';
  const red: readonly (readonly [string, string])[] = [
    [`chkconfig ${script} on`, now('enable')],
    [`chkconfig ${script} off`, now('disable')],
    [`chkconfig --list ${script}`, now('is-enabled')],
  ];
  const deb: readonly (readonly [string, string])[] = [
    [`update-rc.d ${script} enable`, now('enable')],
    [`update-rc.d ${script} disable`, now('disable')],
  ];
  return debian ? deb : family === 'upstream' ? [...red, ...deb] : red;
}

/** As a shell reads it. */
function quoted(word: string): string {
  return /^[\w.:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll('|', '\\|')}${fence}`;
}

function isPlain(text: string): boolean {
  return !/[\0-\x1f\x7f]/.test(text);
}
