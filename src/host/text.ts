/** Text of a file, and how its bytes were read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'ISO-8859-1';
}

/**
 * Decode a script or a settings file. In: its bytes. Out: UTF-8 if they are valid, without a byte-order mark; else
 * ISO-8859-1, which gives every byte a character, so that no script is refused for an accent in a comment.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // TextDecoder's own latin1 is windows-1252.
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'ISO-8859-1' };
  }
}
