/** A picture of the beginning of a Markdown report, as SVG: headings, paragraphs, lists and tables, nothing else. */

const FONT = 13;
/** Width of a character of the fonts below, as part of the size. */
const CHAR = 0.602 * FONT;
const LINE = 19;
const MARGIN = 28;
const COLUMNS = 122;
const ROWS = 58;
const SIZES = { 1: 24, 2: 18, 3: 15 };
const COLOURS = { critical: '#b3261e', high: '#b3261e', medium: '#8a5a00', low: '#0b5394', info: '#0b5394' };

const escaped = text => text.replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
const plain = text =>
  text
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(/`/g, '')
    .replace(/\*\*/g, '');

function wrap(text, width) {
  const lines = [];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines.flatMap(line => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']);
}

/** Widths of the columns of a table: what their cells need, cut down where the line would be too long. */
function widths(rows) {
  const wanted = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)) + 2);
  for (let over = wanted.reduce((a, b) => a + b, 0) - COLUMNS; over > 0; over--)
    wanted[wanted.indexOf(Math.max(...wanted))]--;
  return wanted;
}

function word(text, x, y, more = '') {
  return text === '' ? '' : `<text x="${x.toFixed(1)}" y="${y}"${more}>${escaped(text)}</text>`;
}

const tint = text => (COLOURS[text] ? ` fill="${COLOURS[text]}" font-weight="bold"` : '');

function table(rows, top) {
  const columns = widths(rows);
  const left = columns.map((_, at) => MARGIN + columns.slice(0, at).reduce((a, b) => a + b, 0) * CHAR);
  const out = [];
  let y = top;
  rows.forEach((row, at) => {
    const cells = row.map((text, column) => wrap(text, columns[column] - 2));
    const height = Math.max(...cells.map(lines => lines.length)) * LINE + 5;
    const right = MARGIN + columns.reduce((a, b) => a + b, 0) * CHAR;
    if (at === 0)
      out.push(
        `<rect x="${MARGIN - 6}" y="${y}" width="${(right - MARGIN + 6).toFixed(1)}" height="${height}" fill="#eef1f4"/>`,
      );
    cells.forEach((lines, column) => {
      lines.forEach((line, each) => {
        const style = at === 0 ? ' font-weight="bold"' : tint(line);
        out.push(word(line, left[column], y + LINE * (each + 1) - 4, style));
      });
    });
    y += height;
    out.push(`<path d="M${MARGIN - 6} ${y}H${right.toFixed(1)}" stroke="#d0d7de"/>`);
  });
  return { out, y: y + 12 };
}

const cellsOf = line =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map(text => plain(text.trim()));

/** The picture: as many lines of the report as `ROWS` allow, cut at a block. */
export function picture(markdown) {
  const blocks = markdown.split(/\n{2,}/);
  const out = [];
  let y = MARGIN;
  for (const block of blocks) {
    if (y > ROWS * LINE || block.startsWith('### Settings')) break;
    const lines = block.trim().split('\n');
    const [, hashes, title = ''] = /^(#{1,3}) (.*)/.exec(lines[0]) ?? [];
    if (hashes) {
      const size = SIZES[hashes.length];
      y += size + 4;
      out.push(word(plain(title), MARGIN, y, ` font-size="${size}" font-weight="bold"`));
      y += 14;
    } else if (lines[0].startsWith('|')) {
      const done = table([lines[0], ...lines.slice(2)].map(cellsOf), y);
      out.push(...done.out);
      y = done.y;
    } else {
      const items = block.trim().split(/\n(?=- )/);
      for (const item of items) {
        if (y > ROWS * LINE) break;
        const severity = /^- \*\*(\w+)\*\* /.exec(item)?.[1];
        const text = plain(item.replace(/^- (\*\*\w+\*\* )?/, '').replaceAll('\\\n', '\n'));
        const indent = severity === undefined ? 0 : 9;
        if (severity !== undefined) out.push(word(severity, MARGIN, y + LINE - 5, tint(severity)));
        text.split('\n').forEach((part, at) => {
          for (const line of wrap(part.trim(), COLUMNS - indent)) {
            out.push(word(line, MARGIN + indent * CHAR, y + LINE - 5, at > 0 ? ' fill="#57606a"' : ''));
            y += LINE;
          }
        });
        y += 4;
      }
      y += 8;
    }
  }
  const width = Math.ceil(MARGIN * 2 + COLUMNS * CHAR);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + MARGIN}" viewBox="0 0 ${width} ${y + MARGIN}" role="img" aria-label="The beginning of report.md">`,
    `<rect width="100%" height="100%" rx="6" fill="#ffffff" stroke="#d0d7de"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${FONT}" fill="#1f2328">`,
    ...out.filter(text => text !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
