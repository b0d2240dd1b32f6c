import type { Span } from '../../base/span.ts';
import type { TextFile } from '../../host/text-file.ts';
import { linesOf } from '../lines.ts';

/** A place where a file calls an init script, or asks for it by another of its tools. */
export interface Call {
  readonly span: Span;
  /** The words as they stand there. */
  readonly text: string;
  readonly script: string;
  readonly tool: 'script' | 'service' | 'chkconfig' | 'upstart' | 'cluster';
  readonly action?: string;
}

const NAME = String.raw`([A-Za-z0-9][\w.+-]*)`;
const ACTION = String.raw`(?:\s+["']?([a-z][\w-]*))?`;

/** Each pattern has the name of the script first and the action second, if it has one. */
const PATTERNS: readonly (readonly [Call['tool'], RegExp])[] = [
  ['script', new RegExp(String.raw`/etc/(?:rc\.d/)?init\.d/${NAME}["']?${ACTION}`, 'g')],
  ['service', new RegExp(String.raw`(?<![\w./-])(?:/usr)?(?:/sbin/)?service\s+${NAME}\s+([a-z][\w-]*)`, 'g')],
  ['service', new RegExp(String.raw`(?<![\w./-])(?:/usr/sbin/)?(?:invoke-rc\.d|rcctl)\s+${NAME}\s+([a-z][\w-]*)`, 'g')],
  [
    'chkconfig',
    new RegExp(String.raw`(?<![\w./-])(?:/sbin/)?chkconfig\s+(?:--level[s]?\s+\d+\s+)?${NAME}\s+(on|off)\b`, 'g'),
  ],
  [
    'chkconfig',
    new RegExp(
      String.raw`(?<![\w./-])(?:/usr/sbin/)?update-rc\.d\s+(?:-f\s+)?${NAME}\s+(enable|disable|defaults|remove)\b`,
      'g',
    ),
  ],
  [
    'upstart',
    new RegExp(String.raw`(?<![\w./-])(?:/sbin/)?initctl\s+(start|stop|restart|reload|status)\s+${NAME}`, 'g'),
  ],
  ['cluster', new RegExp(String.raw`class="lsb"[^>]*\stype="${NAME}"`, 'g')],
];

/** Longest line that is searched: what is longer is data. */
const LINE_LIMIT = 4000;

/** All calls in a file, in its order. Comments are none. */
export function callsIn(file: TextFile): readonly Call[] {
  return linesOf(file).flatMap(({ text, span }) => {
    if (text.length > LINE_LIMIT || /^\s*(?:#|\/\/)/.test(text)) return [];
    return PATTERNS.flatMap(([tool, pattern]) =>
      [...text.matchAll(pattern)].map((match): Call => {
        const [script, action] = tool === 'upstart' ? [match[2], match[1]] : [match[1], match[2]];
        const start = span.start + match.index;
        return {
          span: { ...span, start, end: start + match[0].length, column: match.index + 1 },
          text: match[0].trim(),
          script: (script ?? '').replace(/\.+$/, ''),
          tool,
          ...(action !== undefined && { action }),
        };
      }),
    );
  });
}

/** Places in a file where a path stands as a whole. */
export function mentionsIn(file: TextFile, path: string): readonly Span[] {
  if (!file.text.includes(path)) return [];
  const whole = new RegExp(`${path.replace(/\W/g, '\\$&')}(?![\\w.-])`);
  return linesOf(file).flatMap(({ text, span }) => {
    const at = text.search(whole);
    if (at < 0 || /^\s*#/.test(text)) return [];
    return [{ ...span, start: span.start + at, end: span.start + at + path.length, column: at + 1 }];
  });
}
