import type { OutputFile } from '../../model/service.ts';
import { parseSource } from '../../shell/parse.ts';

/** A helper that no shell can read is worse than the script itself. */
export function syntaxProblems(files: readonly OutputFile[]): readonly string[] {
  return files
    .filter(({ kind }) => kind === 'helper' || kind === 'action')
    .flatMap(({ path, content }) =>
      parseSource(path, content)
        .errors.slice(0, 1)
        .map(({ message }) => `${path.replace(/^.*\//, '')}: ${message}`),
    );
}
