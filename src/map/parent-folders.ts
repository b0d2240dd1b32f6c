import { weakest } from '../base/confidence.ts';
import { note } from '../base/finding.ts';
import { refusesParent, withoutParents } from '../unit/parent-folder.ts';
import type { Draft, MapInput } from './draft.ts';

/**
 * `cd $(dirname $BIN)/..`: where the target reads no path with `..`, it is taken out of the text. That is the same
 * folder unless the part before it is a symbolic link, which only the host shows.
 */
export function mapParentFolders(draft: Draft, { target }: MapInput): void {
  for (const [i, directive] of draft.directives.entries()) {
    const { name, value, evidence, confidence } = directive;
    if (!refusesParent(name, value, target)) continue;
    const path = withoutParents(value);
    draft.directives[i] = { ...directive, value: path, confidence: weakest(confidence, 'inferred') };
    const [written, plain] = [value, path].map(one => one.replace(/^[^/]*/, ''));
    if (written && plain) draft.notes.push(note('SV258', evidence[0], { directive: `${name}=`, written, path: plain }));
    draft.confidence = weakest(draft.confidence, 'inferred');
  }
}
