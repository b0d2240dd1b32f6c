interface ElfFile {
  readonly bits?: 32 | 64;
  readonly little?: boolean;
  readonly machine?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly runpath?: string;
}

const BASE = 0x400000;

/** A small ELF file with a dynamic section: header, three segments, the entries, the texts. */
export function elfFile({
  bits = 64,
  little = true,
  machine = 62,
  interpreter,
  needed = [],
  runpath,
}: ElfFile = {}): Uint8Array {
  const wide = bits === 64;
  const header = wide ? 64 : 52;
  const segment = wide ? 56 : 32;
  const entry = wide ? 16 : 8;
  const names = ['', ...needed, ...(runpath === undefined ? [] : [runpath]), interpreter ?? ''];
  const offsets = names.map((_, i) => names.slice(0, i).reduce((sum, name) => sum + name.length + 1, 0));
  const tags = [
    ...needed.map((_, i) => [1, offsets[i + 1] ?? 0] as const),
    ...(runpath === undefined ? [] : [[29, offsets[needed.length + 1] ?? 0] as const]),
  ];
  const dynamic = header + 3 * segment;
  const strings = dynamic + (tags.length + 2) * entry;
  const size = strings + names.join('\0').length + 1;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const short = (at: number, value: number) => view.setUint16(at, value, little);
  const word = (at: number, value: number) => view.setUint32(at, value, little);
  const wideAt = (at: number, value: number) => (wide ? view.setBigUint64(at, BigInt(value), little) : word(at, value));
  bytes.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1]);
  short(18, machine);
  wideAt(wide ? 32 : 28, header);
  short(wide ? 54 : 42, segment);
  short(wide ? 56 : 44, 3);
  const last = offsets.at(-1) ?? 0;
  const segments = [
    [1, 0, BASE, size],
    [2, dynamic, BASE + dynamic, (tags.length + 2) * entry],
    [interpreter === undefined ? 0 : 3, strings + last, 0, (interpreter ?? '').length + 1],
  ] as const;
  for (const [i, [type, offset, address, length]] of segments.entries()) {
    const at = header + i * segment;
    word(at, type);
    wideAt(at + (wide ? 8 : 4), offset);
    wideAt(at + (wide ? 16 : 8), address);
    wideAt(at + (wide ? 32 : 16), length);
  }
  for (const [i, [tag, value]] of [...tags, [5, BASE + strings] as const].entries()) {
    wideAt(dynamic + i * entry, tag);
    wideAt(dynamic + i * entry + entry / 2, value);
  }
  bytes.set(Buffer.from(`${names.join('\0')}\0`, 'latin1'), strings);
  return bytes;
}
