import { shellWord } from '../../base/shell-word.ts';
import type { ReportDocument } from '../document.ts';
import { html, type Markup } from './markup.ts';

/** Hashes of all that was read and made, and the block that is signed. */
export function signOff(document: ReportDocument): Markup {
  const { services, read, files, digest, tool, target, flags, generated, baseline, decisions } = document;
  const hashes = (list: readonly { readonly path: string; readonly sha256: string }[]): Markup =>
    html`<pre>${list.map(({ path, sha256 }) => html`${sha256 || 'not read'.padEnd(64)}  ${path}\n`)}</pre>`;
  const row = (name: string, value: string): Markup => html`<dt>${name}<dd><code>${value}</code>`;
  return html`<section id="files"><h2>Inputs and outputs</h2><details><summary>Inputs: ${services.length + read.length}</summary>${hashes(
    [...services.map(({ source }) => source), ...read],
  )}</details><details><summary>Outputs: ${files.length}</summary><p>Below the output folder, in the form of <code>sha256sum</code>.${hashes(files)}</details></section><section id="sign"><h2>Sign-off</h2><p>This report was made by <b>${tool.name} ${
    tool.version
  }</b> from the inputs above and speaks of the outputs above. The digest is the SHA-256 of their list in the form of <code>sha256sum</code>, sorted by path, a baseline and a decisions file under these names; whoever signs below signs for these files and no others.<dl>${row(
    'Tool',
    `${tool.name} ${tool.version}`,
  )}${row('Target', `${target.name}, systemd ${target.systemd}`)}${row('Arguments', flags.map(shellWord).join(' ') || 'none')}${
    generated !== undefined && row('Date', generated)
  }${baseline && row('Baseline', baseline.sha256)}${decisions && row('Decisions', decisions.sha256)}${row('Digest', digest)}</dl><table class="sign"><caption>Signed for the digest ${digest.slice(0, 16)}…</caption><thead><tr><th scope="col">Role<th scope="col">Name<th scope="col">Decision<th scope="col">Date<th scope="col">Signature</thead><tbody>${[
    'Converted by',
    'Reviewed by',
    'Approved by',
  ].map(role => html`<tr><th scope="row">${role}<td><td>go / no go<td><td>`)}</tbody></table></section>`;
}
