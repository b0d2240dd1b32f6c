import { Command, InvalidArgumentError, Option } from 'commander';
import { displayOptions, inputOptions, reportOptions, resultOptions } from './options.ts';
import type { Session } from './session.ts';

const EXAMPLES = `
Examples:
  sysv2systemd convert /etc/init.d/acmed               print its unit, and the findings on stderr
  sysv2systemd convert --root /mnt/old -o out          convert a host; read out/report.html first
  sysv2systemd check --fail-on medium scripts/         for CI: findings and an exit status
  sysv2systemd trace acmed --root /mnt/old --line 42   what became of a line
  sysv2systemd diff old/report.json new/report.json    what is new, changed and fixed
  sysv2systemd explain SV201                           what a finding means and what to do

Exit status: 0 fine, 1 findings at or above --fail-on, 2 usage, 3 some input could not be read or parsed
(the rest is done), 70 internal error.`;

const INPUT = 'scripts or folders of them; - is standard input; default: the init scripts below --root';

/** The command line. `finish` is told the exit status of the command that ran. */
export function buildProgram(session: Session, finish: (status: number) => void): Command {
  const { io } = session;
  const program = new Command('sysv2systemd')
    .description('Compile SysV init scripts to systemd units, with a report that accounts for every statement.')
    .version(session.version, '-V, --version')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: text => io.stdout.write(text), writeErr: text => io.stderr.write(text) })
    .addHelpText('after', EXAMPLES);

  command('convert', 'write units, helpers and a report')
    .argument('[path...]', INPUT)
    .option('-o, --output <dir>', 'folder for the deployable tree and the report')
    .option('-n, --dry-run', 'list the files of -o and write none')
    .option('--diff', 'show what would change against -o, --against or the units below --root; write nothing')
    .option('--against <path>', 'a unit or an earlier output for --diff')
    .option('--force', 'replace an earlier output');
  last().action(async (paths, options) =>
    finish(await (await import('./convert.ts')).convert(session, paths, options)),
  );
  add(inputOptions(), reportOptions('never'));

  command('check', 'the same analysis without units; the exit status is for CI').argument('[path...]', INPUT);
  last().action(async (paths, options) => finish(await (await import('./check.ts')).check(session, paths, options)));
  add(inputOptions(), reportOptions('high'));

  command('trace', 'why is this in the unit: from which lines, by which pass, how sure')
    .argument('<name>', 'the service, or the path of its script')
    .argument('[path...]', INPUT)
    .addOption(new Option('--directive <name>', 'this directive only').conflicts('line'))
    .addOption(new Option('--line <number>', 'what became of this line of the script').argParser(lineNumber));
  last().action(async (name, paths, options) =>
    finish(await (await import('./trace.ts')).trace(session, name, paths, options)),
  );
  add(inputOptions(), displayOptions());

  command('diff', 'compare two reports: which findings are new, changed, fixed')
    .argument('<old>', 'an earlier report.json, or the output folder that holds it')
    .argument('<new>', 'a later one');
  last().action(async (before, after, options) =>
    finish(await (await import('./diff-reports.ts')).diffReports(session, before, after, options)),
  );
  add(resultOptions('never', 'a new finding'), displayOptions());

  command('explain', 'what a rule means, or what a directive stands for').argument(
    '<code>',
    'SV201, custom-action, ExecStart …',
  );
  last().action(async (topic, options) =>
    finish(await (await import('./explain.ts')).explain(session, topic, options)),
  );
  add(displayOptions());

  command('rules', 'list all rules').option('--json', 'as JSON');
  last().action(async options => finish(await (await import('./explain.ts')).rules(session, options)));
  add(displayOptions());

  return program;

  function command(name: string, description: string): Command {
    return program.command(name).description(description);
  }

  function last(): Command {
    return program.commands.at(-1) ?? program;
  }

  function add(...groups: readonly (readonly Option[])[]): void {
    for (const option of groups.flat()) last().addOption(option);
  }
}

function lineNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Lines count from 1.');
  return Number(text);
}
