/** What the dynamic linker looks for when it starts a program (elf(5), ld.so(8)). */
export interface Dynamic {
  readonly bits: 32 | 64;
  /** e_machine: libraries of another machine do not count. */
  readonly machine: number;
  /** PT_INTERP: the dynamic linker itself. */
  readonly interpreter?: string;
  readonly needed: readonly string[];
  /** DT_RPATH and DT_RUNPATH, split. */
  readonly paths: readonly string[];
}

/** Reads a part of a file; shorter where the file ends, undefined where it cannot be read. */
export type ReadAt = (offset: number, length: number) => Uint8Array | undefined;

/** More than any program has; what is beyond is not looked at. */
const HEADERS = 128;
const ENTRIES = 4096;
const LIBRARIES = 256;
const NAME_LENGTH = 1024;

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_RPATH = 15;
const DT_RUNPATH = 29;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** Numbers of a part of the file, by the width and the byte order of its header; undefined beyond its end. */
interface Numbers {
  readonly short: (at: number) => number | undefined;
  readonly word: (at: number) => number | undefined;
  /** An address or an offset: as wide as the class says, and a number that is exact. */
  readonly wide: (at: number) => number | undefined;
}

function numbersOf(bytes: Uint8Array, bits: 32 | 64, little: boolean): Numbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, length: number): boolean => at >= 0 && at + length <= bytes.length;
  const word = (at: number): number | undefined => (has(at, 4) ? view.getUint32(at, little) : undefined);
  return {
    short: at => (has(at, 2) ? view.getUint16(at, little) : undefined),
    word,
    wide: at => {
      if (bits === 32) return word(at);
      if (!has(at, 8)) return undefined;
      const value = view.getBigUint64(at, little);
      return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
    },
  };
}

/**
 * Read the dynamic section of a program. In: parts of the file, as they are asked for. Out: what it needs; undefined
 * for what is no ELF file or contradicts itself. Nothing of the file is executed, and a hostile one costs no more than
 * a few reads of bounded size.
 */
export function readDynamic(readAt: ReadAt): Dynamic | undefined {
  const ident = readAt(0, 64);
  if (!ident || ident.length < 52 || ident[0] !== 0x7f || ident[1] !== 0x45 || ident[2] !== 0x4c || ident[3] !== 0x46)
    return undefined;
  if ((ident[4] !== 1 && ident[4] !== 2) || (ident[5] !== 1 && ident[5] !== 2)) return undefined;
  const bits = ident[4] === 1 ? 32 : 64;
  const little = ident[5] === 1;
  const head = numbersOf(ident, bits, little);
  const machine = head.short(18);
  const segments = segmentsOf(readAt, head, bits, little);
  if (machine === undefined || !segments) return undefined;
  const interp = segments.find(({ type }) => type === PT_INTERP);
  const interpreter = interp && textAt(readAt, interp.offset, interp.size);
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  const entries = dynamic ? entriesOf(readAt, dynamic, bits, little) : [];
  const table = entries.find(({ tag }) => tag === DT_STRTAB)?.value;
  const strings = table === undefined ? undefined : offsetOf(segments, table);
  const texts = (...tags: readonly number[]): readonly string[] =>
    entries
      .filter(({ tag }) => tags.includes(tag))
      .slice(0, LIBRARIES)
      .flatMap(({ value }) => (strings === undefined ? [] : (textAt(readAt, strings + value, NAME_LENGTH) ?? [])));
  return {
    bits,
    machine,
    ...(interpreter !== undefined && { interpreter }),
    needed: texts(DT_NEEDED),
    paths: texts(DT_RPATH, DT_RUNPATH).flatMap(path => path.split(':')),
  };
}

function segmentsOf(readAt: ReadAt, head: Numbers, bits: 32 | 64, little: boolean): readonly Segment[] | undefined {
  const wide = bits === 64;
  const offset = head.wide(wide ? 32 : 28);
  const size = head.short(wide ? 54 : 42);
  const count = head.short(wide ? 56 : 44);
  if (offset === undefined || size === undefined || count === undefined || size < (wide ? 56 : 32) || size > 256)
    return undefined;
  const bytes = readAt(offset, size * Math.min(count, HEADERS));
  if (!bytes) return undefined;
  const table = numbersOf(bytes, bits, little);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => {
    const at = i * size;
    return {
      type: table.word(at) ?? 0,
      offset: table.wide(at + (wide ? 8 : 4)) ?? 0,
      address: table.wide(at + (wide ? 16 : 8)) ?? 0,
      size: table.wide(at + (wide ? 32 : 16)) ?? 0,
    };
  });
}

interface Entry {
  readonly tag: number;
  readonly value: number;
}

function entriesOf(readAt: ReadAt, { offset, size }: Segment, bits: 32 | 64, little: boolean): readonly Entry[] {
  const width = bits / 4;
  const bytes = readAt(offset, Math.min(size, ENTRIES * width));
  if (!bytes) return [];
  const table = numbersOf(bytes, bits, little);
  const entries: Entry[] = [];
  for (let at = 0; at + width <= bytes.length; at += width) {
    const tag = table.wide(at);
    const value = table.wide(at + width / 2);
    if (tag === 0) break;
    if (tag !== undefined && value !== undefined) entries.push({ tag, value });
  }
  return entries;
}

/** Where an address of the program lies in its file. */
function offsetOf(segments: readonly Segment[], address: number): number | undefined {
  const segment = segments.find(
    one => one.type === PT_LOAD && address >= one.address && address - one.address < one.size,
  );
  return segment && segment.offset + (address - segment.address);
}

/** A text that ends in a NUL; undefined where it does not, or is no plain text. */
function textAt(readAt: ReadAt, offset: number, length: number): string | undefined {
  const bytes = readAt(offset, Math.min(length, NAME_LENGTH));
  const end = bytes?.indexOf(0) ?? -1;
  if (!bytes || end <= 0) return undefined;
  const text = Buffer.from(bytes.subarray(0, end)).toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}
