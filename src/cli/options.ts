import { InvalidArgumentError, Option } from 'commander';
import { isDay } from '../base/day.ts';
import { SEVERITIES } from '../base/finding.ts';
import { FORMATS } from '../report/formats.ts';
import { RESTARTS } from './engine.ts';
import type { FailOn } from './exit.ts';

export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

const FORMAT_NAMES = [...FORMATS.keys()];

/** Where a rendering of the report goes. */
export interface ReportTarget {
  readonly format: string;
  readonly file: string;
}

/** Options of every command that analyses scripts. */
export interface AnalyseOptions {
  readonly root?: string;
  readonly chkconfigList?: string;
  readonly settings?: string;
  readonly overrides?: string;
  readonly targetRoot?: string;
  readonly target: string;
  readonly name?: string;
  readonly restart?: (typeof RESTARTS)[number];
  readonly helperFiles?: boolean;
  readonly templates?: boolean;
  readonly json?: boolean;
  readonly report?: readonly ReportTarget[];
  readonly failOn: FailOn;
  readonly baseline?: string;
  readonly decisions?: string;
  readonly today?: string;
  readonly date?: string;
  readonly color: ColorMode;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** The options that say what to read and for which target. */
export function inputOptions(): readonly Option[] {
  return [
    new Option('--root <dir>', 'image of the old host: its scripts, settings and rc links are read below it'),
    new Option('--chkconfig-list <file>', 'output of "LC_ALL=C chkconfig --list", where the image has no rc links'),
    new Option(
      '--settings <dir>',
      'folder with settings files (etc/sysconfig/x, sysconfig/x or x) where there is no image',
    ),
    new Option(
      '--overrides <path>',
      'what you decided: NAME.conf per service, or a folder of them; a drop-in of its unit',
    ),
    new Option('--target <release>', 'where the units will run: rhel7, rhel8, debian12, systemd-N …').default('rhel7'),
    new Option(
      '--target-root <dir>',
      'image of the new host: users, groups, programs, libraries and folders that it lacks are findings',
    ),
    new Option('--name <name>', 'name of the script that is read from standard input'),
    new Option('--restart <mode>', 'restart services that die, which no script did by itself').choices(RESTARTS),
    new Option('--templates', 'a template and its instances where a loop of a script starts daemons'),
    new Option('--helper-files', 'keep short shell text in helper scripts too, not in lines of the unit'),
  ];
}

/** The options that say what to report and how. */
export function reportOptions(failOn: FailOn): readonly Option[] {
  return [
    new Option(
      '--report <format=file>',
      `also write the report (${FORMAT_NAMES.join(', ')}); may be repeated`,
    ).argParser(addReport),
    ...resultOptions(failOn, 'an open finding'),
    new Option('--baseline <report.json>', 'an earlier report: what it has is known and not open'),
    new Option('--decisions <file>', 'findings that somebody has accepted, until when and why: JSON with comments'),
    new Option('--today <day>', 'YYYY-MM-DD, for decisions that expire; default: the day of now, in UTC').argParser(
      day,
    ),
    new Option('--date <text>', 'date to print in the report; without it, the same input gives the same report'),
    ...displayOptions(),
  ];
}

/** The options of commands that find something. */
export function resultOptions(failOn: FailOn, what: string): readonly Option[] {
  return [
    new Option('--json', 'print the result as JSON on standard output'),
    new Option('--fail-on <level>', `exit with 1 if ${what} is at least this severe`)
      .choices([...SEVERITIES, 'never'])
      .default(failOn),
  ];
}

/** The options of every command that prints. */
export function displayOptions(): readonly Option[] {
  return [
    new Option('--color <when>', 'colours in the output').choices(COLOR_MODES).default('auto'),
    new Option('-q, --quiet', 'print results only'),
    new Option('-v, --verbose', 'print every service and every finding'),
  ];
}

function addReport(text: string, before: readonly ReportTarget[] = []): readonly ReportTarget[] {
  const [, format = '', file = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (file === '') throw new InvalidArgumentError('write it as FORMAT=FILE.');
  if (!FORMAT_NAMES.includes(format)) throw new InvalidArgumentError(`There are: ${FORMAT_NAMES.join(', ')}.`);
  return [...before, { format, file }];
}

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return text;
}
