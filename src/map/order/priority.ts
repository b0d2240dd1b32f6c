import { type Note, note } from '../../base/finding.ts';
import type { Header } from '../../header/types.ts';
import type { RcLevels } from './boot-phase.ts';
import type { Word } from './order-words.ts';

/** Start numbers of RHEL's own scripts: `network` is S10, `netfs` S25 (initscripts, rhel6-branch). */
const NETWORK = 10;
const NETFS = 25;

/** How far start and stop numbers may be from adding up to 100 before the stop order was meant to be another one. */
const TOLERANCE = 10;

/**
 * Order of a script that only has numbers. In: lists to add to, header, links if known. Out: the lists grown: after the
 * network above S10, after remote file systems above S25 (RHEL 7's generator: `After=network-online.target` above 10).
 */
export function orderByNumber(
  order: { readonly after: Word[]; readonly wants: Word[]; readonly notes: Note[] },
  header: Header,
  links: RcLevels | undefined,
): void {
  const line = header.chkconfig?.rejected === undefined ? header.chkconfig : undefined;
  const start = links?.startPriority ?? line?.start;
  if (start === undefined) return;
  const evidence = line ? [line.span] : [];
  if (start > NETWORK) {
    const word: Word = { unit: 'network-online.target', evidence, confidence: 'assumed' };
    order.wants.push(word);
    order.after.push(word);
    order.notes.push(note('SV308', line?.span, { start: `${start}` }));
  }
  if (start > NETFS) {
    order.after.push({ unit: 'remote-fs.target', evidence, confidence: 'assumed' });
    const meaning = 'after network-online.target and remote-fs.target, and not after any other script';
    order.notes.push(note('SV303', line?.span, { start: `${start}`, meaning }));
  }
  const stop = links?.stopPriority ?? line?.stop;
  if (stop !== undefined && Math.abs(start + stop - 100) > TOLERANCE)
    order.notes.push(note('SV305', line?.span, { stop: `${stop}`, expected: `${100 - start}` }));
}
