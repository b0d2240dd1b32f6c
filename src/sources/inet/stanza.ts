import type { Note } from '../../base/finding.ts';
import type { TextFile } from '../../host/text-file.ts';
import type { Item } from '../draft.ts';

/** `name op value value …` of a stanza. */
export interface Attribute {
  readonly name: string;
  readonly op: '=' | '+=' | '-=';
  readonly values: readonly string[];
  readonly item: Item;
}

/** A service of xinetd, or a line of inetd.conf in the same terms. */
export interface Stanza {
  readonly service: string;
  readonly file: TextFile;
  readonly head: Item;
  readonly attributes: readonly Attribute[];
}

export interface InetFile {
  readonly stanzas: readonly Stanza[];
  readonly defaults: readonly Attribute[];
  /** Lines outside of stanzas: includes. */
  readonly others: readonly Item[];
  readonly notes: readonly Note[];
}
