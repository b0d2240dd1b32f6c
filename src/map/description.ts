import type { Span } from '../base/span.ts';
import type { Header } from '../header/types.ts';
import type { Directive } from '../unit/unit.ts';

/** Longer descriptions are cut after their first sentence: systemd prints them in every message. */
const LONG = 80;

/**
 * Description=. In: the header and the service's name. Out: the directive, from Short-Description, else the last
 * plain chkconfig description (chkconfig `leveldb.c`: the last English one wins), else the LSB Description, else the
 * name; the order of sysv-generator.c 219 without its `LSB: ` and `SYSV: ` prefixes.
 */
export function mapDescription(header: Header, name: string): Directive {
  const { lsb, descriptions } = header;
  const plain = descriptions.findLast(each => each.language === '') ?? descriptions.at(-1);
  for (const candidate of [lsb?.shortDescription, plain, lsb?.description]) {
    const text = candidate ? clean(candidate.value) : '';
    if (candidate && text !== '') return directive(text, [candidate.span], 'proved');
  }
  return directive(clean(name) || name, [], 'assumed');
}

function directive(text: string, evidence: readonly Span[], confidence: Directive['confidence']): Directive {
  const value = text.replaceAll('%', '%%');
  return { section: 'Unit', name: 'Description', value, evidence, confidence, by: 'map/description' };
}

function clean(raw: string): string {
  const text = raw
    .replace(/[\u0000-\u0020\u007f-\u009f]+/g, ' ')
    .trim()
    .replace(/^(?:LSB|SYSV): */i, '');
  const whole = firstSentence(text);
  // A backslash at the end would make the next line of the unit a part of this one.
  return whole.endsWith('\\') ? clean(whole.slice(0, -1)) : whole;
}

function firstSentence(text: string): string {
  if (text.length <= LONG) return text;
  return /^(.{8,}?[^. ][^. ])\. +(?=[A-Z])/.exec(text)?.[1] ?? text;
}
