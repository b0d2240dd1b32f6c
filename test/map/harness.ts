import { readHeader } from '../../src/header/header.ts';
import { interpretAction } from '../../src/interpret/action.ts';
import type { MapInput } from '../../src/map/draft.ts';
import type { Service } from '../../src/model/service.ts';
import { convert } from '../../src/pipeline.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { serializeUnit } from '../../src/unit/serialize.ts';
import { targetNamed } from '../samples.ts';

/** One in-memory script, converted. */
export interface Converted {
  readonly service: Service;
  /** Lines of the unit, without sections and blank lines. */
  readonly lines: readonly string[];
  /** Lines of a helper or action script by its file name, without shebang and origin. */
  readonly helper: (name: string) => readonly string[];
  /** Codes of the findings, once each. */
  readonly codes: readonly string[];
}

/** Convert a script named `acmed` for a target; settings by path. */
export function converted(
  text: string,
  more: { readonly target?: string; readonly settings?: Readonly<Record<string, string>> } = {},
): Converted {
  const { services } = convert({
    inputs: [
      { path: '/etc/init.d/acmed', name: 'acmed', text, sha256: '', encoding: 'UTF-8', crlf: false, executable: true },
    ],
    target: targetNamed(more.target ?? 'rhel7'),
    settings: path => more.settings?.[path],
    // What a short helper says as a line of the unit is shown in inline.test.ts.
    helperFiles: true,
  });
  const [service] = services;
  if (!service) throw new Error('nothing was converted');
  return {
    service,
    lines: service.units
      .flatMap(unit =>
        serializeUnit(unit)
          .replace(/ \\\n */g, ' ')
          .split('\n'),
      )
      .filter(line => /^\w+=/.test(line)),
    helper: name =>
      service.files
        .find(file => file.path.endsWith(`/acmed/${name}`))
        ?.content.trimEnd()
        .split('\n')
        .slice(2) ?? [],
    codes: [...new Set(service.findings.map(finding => finding.code))],
  };
}

/** A script of the RHEL kind with these actions; more go before the case. */
export function rhel(actions: Readonly<Record<string, string>>, before = ''): string {
  const cases = Object.entries(actions).map(([name, body]) => `${name})\n${body}\n;;`);
  return `#!/bin/sh\n# chkconfig: 345 85 15\n. /etc/rc.d/init.d/functions\n${before}\ncase "$1" in\n${cases.join('\n')}\nesac\n`;
}

/** What a pass reads of a script named `acmed`, its actions interpreted once; for passes that are called alone. */
export function mapInput(
  text: string,
  more: {
    readonly target?: string;
    readonly settings?: Readonly<Record<string, string>>;
    readonly actions?: readonly string[];
    readonly name?: string;
  } = {},
): MapInput {
  const path = `/etc/init.d/${more.name ?? 'acmed'}`;
  const source = parseSource(path, text);
  const host = { settings: (file: string) => more.settings?.[file] };
  return {
    name: more.name ?? 'acmed',
    source,
    header: readHeader(path, text),
    host,
    target: targetNamed(more.target ?? 'rhel7'),
    helperFiles: true,
    actions: new Map(
      (more.actions ?? ['start', 'stop']).map(action => [action, interpretAction(source, action, host, new Set())]),
    ),
  };
}
