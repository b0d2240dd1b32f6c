import { createHash } from 'node:crypto';
import type { Finding } from '../base/finding.ts';

/** Where findings stand: the service by name, `nth` of that name in the batch, and the text of its script. */
interface Ground {
  readonly name: string;
  readonly nth: number;
  readonly path: string;
  readonly text: string;
}

/**
 * A fingerprint for each finding, in their order. It is made of what a finding is about (the rule's code, the service,
 * the statement's text without its layout, and what the rule says tells findings at one place apart), so that it stays
 * when lines are added above, the script is indented anew, or a message is reworded. Equal ones are numbered in the
 * order in which they are given: 16 hexadecimal digits of SHA-256, stable across versions of this tool.
 */
export function fingerprintsOf(findings: readonly Finding[], ground: Ground): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, subject = '', location }) => {
    const about =
      location === undefined
        ? ''
        : location.path === ground.path
          ? statementText(ground.text.slice(location.start, location.end))
          : location.path;
    const content = [code, ground.name, String(ground.nth), about, subject].join('\0');
    const ordinal = (seen.get(content) ?? 0) + 1;
    seen.set(content, ordinal);
    return createHash('sha256').update(`${content}\0${ordinal}`).digest('hex').slice(0, 16);
  });
}

/** The words of a statement: continued lines joined, runs of white space made one blank. */
function statementText(text: string): string {
  return text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
