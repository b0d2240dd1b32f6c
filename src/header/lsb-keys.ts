/** List-valued keys and the fields of `LsbHeader` that hold them. */
export const LIST_KEYS = [
  ['provides', 'provides'],
  ['required-start', 'requiredStart'],
  ['required-stop', 'requiredStop'],
  ['should-start', 'shouldStart'],
  ['should-stop', 'shouldStop'],
  ['start-before', 'startBefore'],
  ['start-after', 'startAfter'],
  ['stop-after', 'stopAfter'],
] as const;

const PLAIN: ReadonlySet<string> = new Set([
  'provides',
  'required-start',
  'required-stop',
  'should-start',
  'should-stop',
  'default-start',
  'default-stop',
  'short-description',
  'description',
]);

/** Keys that insserv takes with any `X-<vendor>-` in front; `start-after` is the sysv-generator's own. */
const EXTENDED = /^(?:x-)?(?:[a-z0-9+]+-)*?(should-start|should-stop|start-before|start-after|stop-after|interactive)$/;

/** The key in lower case with `-`, without its vendor prefix; undefined if no init system reads it. */
export function normalKey(key: string): string | undefined {
  const lower = key.toLowerCase().replaceAll('_', '-');
  if (PLAIN.has(lower)) return lower;
  return lower.startsWith('x-') || lower.startsWith('start-') || lower === 'stop-after' || lower === 'interactive'
    ? EXTENDED.exec(lower)?.[1]
    : undefined;
}
