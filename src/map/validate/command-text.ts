import { type Field, remembered } from '../../model/word.ts';

/** An argv for comparison: `/var/run` is `/run`, a well-known program its base name, what only detaches it left out. */
export function commandText(given: readonly Field[]): string {
  const [first, second] = given.map(wordText);
  const detached = /^(?:(?:\/usr)?\/bin\/)?(?:setsid|nohup)$/.test(first ?? '') && !second?.startsWith('-');
  const argv = detached ? given.slice(1) : given;
  return argv
    .map((field, i) => (i === 0 ? wordText(field).replace(/^(?:\/usr)?\/s?bin\//, '') : wordText(field)))
    .join(' ␣ ');
}

/** A word for comparison: settings as they split. */
export const wordText = remembered((field: Field): string => {
  const text = field.parts
    .map(part => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'setting') return part.quoted || field.parts.length > 1 ? `\${${part.name}}` : `$${part.name}`;
      if (part.kind === 'choice') return `<${part.among.map(wordText).join('|')}>`;
      return part.kind === 'unknown' ? `<${part.reason}>` : `<${part.kind}>`;
    })
    .join('');
  return text.includes('/var/run') ? text.replace(/(^|[^\w/])\/var\/run(?=\/|$)/g, '$1/run') : text;
});
