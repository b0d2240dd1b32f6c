/**
 * A shell pattern as a regular expression source. `text` has quoted characters already escaped with backslashes.
 * `greedy` chooses what `*` prefers, for `##` against `#`.
 */
export function globSource(text: string, greedy = true): string {
  let source = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') source += escaped(text.charAt(++i));
    else if (char === '*') source += greedy ? '[\\s\\S]*' : '[\\s\\S]*?';
    else if (char === '?') source += '[\\s\\S]';
    else if (char === '[') {
      const start = text.charAt(i + 1) === '!' || text.charAt(i + 1) === '^' ? i + 2 : i + 1;
      const length = /^\]?(?:\\[\s\S]|\[:\w+:\]|[^\]])*(?=\])/.exec(text.slice(start))?.[0].length;
      const end = length ? start + length : -1;
      if (end < 0) source += '\\[';
      else {
        const inner = text
          .slice(i + 1, end)
          .replace(/^!/, '^')
          .replace(/\\([\s\S])|\]/g, (all, char: string | undefined) =>
            char === undefined ? `\\${all}` : escaped(char),
          );
        source += `[${inner.replace(/\[:(\w+):\\?\]/g, (_, name: string) => CLASSES.get(name) ?? '')}]`;
        i = end;
      }
    } else source += escaped(char);
  }
  return source;
}

const CLASSES = new Map([
  ['alpha', 'a-zA-Z'],
  ['digit', '0-9'],
  ['alnum', 'a-zA-Z0-9'],
  ['space', '\\s'],
  ['upper', 'A-Z'],
  ['lower', 'a-z'],
]);

function escaped(char: string): string {
  return char.replace(/[-.*+?^${}()|[\]\\/]/, '\\$&');
}

/** Does the whole of `text` match the pattern? A pattern that is no valid expression matches nothing. */
export function globMatches(pattern: string, text: string): boolean {
  return compile(`^(?:${globSource(pattern)})$`)?.test(text) ?? false;
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

/** `${text#pattern}` and its three siblings. */
export function removeAffix(text: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  const lengths = Array.from({ length: text.length + 1 }, (_, length) => length);
  if (operator.length === 2) lengths.reverse();
  const fromStart = operator.startsWith('#');
  const length = lengths.find(n => globMatches(pattern, fromStart ? text.slice(0, n) : text.slice(text.length - n)));
  if (length === undefined) return text;
  return fromStart ? text.slice(length) : text.slice(0, text.length - length);
}

/** `${text/pattern/replacement}` with its anchors and its `//` form. */
export function replaceGlob(
  text: string,
  pattern: string,
  replacement: string,
  operator: '/' | '//' | '/#' | '/%',
): string {
  const body = globSource(pattern);
  const source = operator === '/#' ? `^(?:${body})` : operator === '/%' ? `(?:${body})$` : body;
  const expression = compile(source);
  // Nothing is found by an empty pattern, unless it says where: `${text/#/before}`.
  const isAnchored = operator === '/#' || operator === '/%';
  if (!expression || (pattern === '' && !isAnchored)) return text;
  // Behind the last match bash looks for none in the empty rest.
  return operator === '//'
    ? text.replace(new RegExp(expression, 'g'), found => (found === '' && text !== '' ? '' : replacement))
    : text.replace(expression, () => replacement);
}
