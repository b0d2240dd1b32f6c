/** How a stretch of shell text is read. */
type Reading = 'plain' | 'double' | 'backquoted' | 'substituted';

/**
 * Change what the shell expands, and nothing between single quotes: `awk '{ print $0 }'` speaks of awk's own $0.
 * In: text of statements as the script has it, and what becomes of each piece of it.
 */
export function outsideSingleQuotes(text: string, change: (piece: string) => string): string {
  let changed = '';
  let from = 0;
  const readings: Reading[] = ['plain'];
  for (let at = 0; at < text.length; at++) {
    const reading = readings.at(-1);
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '"') toggle(readings, 'double');
    else if (char === '`') toggle(readings, 'backquoted');
    else if (char === '(' && (text[at - 1] === '$' || reading === 'substituted')) readings.push('substituted');
    else if (char === ')' && reading === 'substituted') readings.pop();
    else if (char === "'" && reading !== 'double') {
      const end = endOfQuoted(text, at);
      changed += change(text.slice(from, at)) + text.slice(at, end);
      from = end;
      at = end - 1;
    }
  }
  return changed + change(text.slice(from));
}

function toggle(readings: Reading[], reading: Reading): void {
  if (readings.at(-1) === reading) readings.pop();
  else readings.push(reading);
}

/** Behind the quote that closes the one here; in `$'…'` a backslash takes its meaning from one (bash(1), QUOTING). */
function endOfQuoted(text: string, at: number): number {
  const close = text[at - 1] === '$' ? /(?:[^'\\]|\\[\s\S])*'/y : /[^']*'/y;
  close.lastIndex = at + 1;
  return close.test(text) ? close.lastIndex : text.length;
}
