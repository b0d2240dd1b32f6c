import { readHeader } from '../../src/header/header.ts';
import { actionsOf, interpretAction } from '../../src/interpret/action.ts';
import type { MapInput } from '../../src/map/draft.ts';
import { frozenSettings, type Mapped, mapService } from '../../src/map/service.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { targetNamed } from '../samples.ts';
import { rhel } from './harness.ts';

export interface Given {
  readonly target?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly restart?: string;
  /** Other scripts in which a path stands. */
  readonly mentions?: Readonly<Record<string, readonly string[]>>;
  readonly path?: string;
}

/** What the passes get of a script named `acmed`. */
export function inputOf(text: string, given: Given & { readonly once?: boolean } = {}): MapInput {
  const path = given.path ?? '/etc/init.d/acmed';
  const source = parseSource(path, text);
  const host = { settings: (file: string) => given.settings?.[file] };
  const names = [...new Set(['start', 'stop', ...actionsOf(source, host)])];
  const read = (constants: ReadonlySet<string>): MapInput => ({
    name: 'acmed',
    source,
    header: readHeader(path, text),
    host,
    target: targetNamed(given.target ?? 'rhel7'),
    actions: new Map(names.map(name => [name, interpretAction(source, name, host, constants)])),
    mentions: file => given.mentions?.[file] ?? [],
    // What a short helper says as a line of the unit is shown in inline.test.ts.
    helperFiles: true,
    ...(given.restart && { restart: given.restart }),
  });
  const first = read(new Set());
  return given.once ? first : read(new Set(frozenSettings(first).keys()));
}

/** A script, mapped, with its notes and directives as lines. */
export interface Told extends Omit<Mapped, 'notes'> {
  /** Notes of these codes: `SV404 7 setting=ON value=yes`, with the line. */
  readonly notes: (...codes: readonly string[]) => readonly string[];
  /** Directives of a name: `forking (start, assumed, 7)`, with pass, confidence and lines. */
  readonly traced: (name: string) => readonly string[];
  /** Values of the directives of a name. */
  readonly values: (name: string) => readonly string[];
}

export function mapped(text: string, given: Given = {}): Told {
  const { notes, ...rest } = mapService(inputOf(text, given));
  const of = (name: string) => rest.directives.filter(directive => directive.name === name);
  return {
    ...rest,
    notes: (...codes) =>
      notes
        .filter(one => codes.includes(one.code))
        .map(({ code, span, params }) =>
          [code, span?.line ?? '-', ...Object.entries(params).map(([key, value]) => `${key}=${value}`)].join(' '),
        ),
    traced: name =>
      of(name).map(
        ({ value, by, confidence, evidence }) =>
          `${value} (${[by.replace('map/', ''), confidence, ...evidence.map(span => span.line)].join(', ')})`,
      ),
    values: name => of(name).map(directive => directive.value),
  };
}

/** The start of a script of the RHEL kind that stops by name; its first line is line 7. */
export function started(start: string, given: Given & { readonly before?: string; readonly stop?: string } = {}): Told {
  return mapped(rhel({ start, stop: given.stop ?? 'killproc acmed' }, given.before), given);
}

/** Sources the settings file of the service. */
export const SOURCED = '[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed';

export const settings = (text: string) => ({ before: SOURCED, settings: { '/etc/sysconfig/acmed': text } });
