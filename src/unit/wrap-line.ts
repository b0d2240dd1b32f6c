/** Where a reader's window usually ends. */
const WIDTH = 110;

/**
 * A long line with a shell text in it, broken behind commands of that text: systemd puts a blank in the place of each
 * backslash and newline, also between quotes (systemd.unit(5), systemd.syntax(7)), and there a shell skips blanks.
 */
export function wrapLine(text: string): readonly string[] {
  const open = /^\w+=[-+!:@]*(?:\/usr)?\/bin\/(?:ba)?sh -e?c (['"])/.exec(text);
  if (text.length <= WIDTH || !open) return [text];
  const lines: string[] = [];
  let from = 0;
  let possible = 0;
  for (const at of breaks(text, open.index + open[0].length, open[1] ?? "'")) {
    if (at - from > WIDTH - (lines.length > 0 ? 4 : 0) && possible > from) {
      lines.push(text.slice(from, possible));
      from = possible;
    }
    possible = at;
  }
  if (text.length - from > WIDTH - 4 && possible > from) {
    lines.push(text.slice(from, possible));
    from = possible;
  }
  lines.push(text.slice(from));
  return lines.map((line, i) => `${i === 0 ? '' : '    '}${i === lines.length - 1 ? line : `${line.trimEnd()} \\`}`);
}

/** A line that starts with these reads as if something were missing. */
const CLOSES = /^(?:then|do|else|elif|fi|done|esac|\})\b|^\}/;

/** Offsets behind `; ` in the shell text that starts at `from`, outside of the quotes of the shell. */
function breaks(text: string, from: number, quote: string): readonly number[] {
  const found: number[] = [];
  let within = '';
  for (let i = from; i < text.length && text[i] !== quote; i++) {
    let char = text[i] ?? '';
    if (char === '\\') {
      // systemd's own escape: what follows is the shell's character.
      i++;
      char = text[i] ?? '';
      if (char === '\\') {
        // A backslash for the shell: the next character means itself.
        i += text[i + 1] === '\\' ? 2 : 1;
        continue;
      }
    }
    if (within !== '') within = char === within ? '' : within;
    else if (char === "'" || char === '"' || char === '`') within = char;
    else if (char === ';' && text[i + 1] === ' ' && !CLOSES.test(text.slice(i + 2))) found.push(i + 2);
  }
  return found;
}
