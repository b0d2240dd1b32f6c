import { createHash } from 'node:crypto';
import { shellWord } from '../../base/shell-word.ts';
import { SYSTEMCTL_CODES } from '../behaviour.ts';
import type { ReportDocument } from '../document.ts';
import { bootSection } from './boot.ts';
import { hostSection } from './host.ts';
import { escapeHtml, html, type Markup, raw } from './markup.ts';
import { overTimeSection } from './over-time.ts';
import { legend, overview } from './overview.ts';
import { rulesSection } from './rules.ts';
import { SCRIPT } from './script.js.ts';
import { serviceSection } from './service.ts';
import { signOff } from './sign-off.ts';
import { STYLE } from './style.css.ts';
import { subtitle, verdictSection } from './verdict.ts';

const SECTIONS = [
  ['verdict', 'Verdict'],
  ['time', 'Known and accepted'],
  ['services', 'Services'],
  ['rules', 'Rules'],
  ['boot', 'Boot order'],
  ['host', 'Levels, actions, settings'],
  ['files', 'Files'],
  ['sign', 'Sign-off'],
] as const;

/**
 * report.html: one file that loads nothing and reads fully without its script. The policy in its head forbids every
 * style and script but the two that are here, and every request.
 */
export async function renderHtml(document: ReportDocument): Promise<string> {
  const files = new Map(document.files.map(file => [file.path, file]));
  const title = `Migration report: ${subtitle(document)}`;
  const body = html`<a class="skip" href="#verdict">Skip to the verdict</a><header><h1>Migration report</h1><p>${subtitle(document)}</p><nav aria-label="Sections">${SECTIONS.filter(
    ([id]) => id !== 'time' || document.baseline || document.decisions,
  ).map(
    ([id, name]) => html`<a href="#${id}">${name}</a> `,
  )}</nav></header><main>${verdictSection(document)}${overTimeSection(document)}<section id="services"><h2>Services</h2><div id="tools"></div>${overview(
    document,
  )}<h3>Each service, line by line</h3>${legend()}<p><small>${SYSTEMCTL_CODES}.</small><p class=tip>Where a line comes from and what became of it: <kbd>${traceCommand(document)}</kbd>, with the name of a service for NAME, and <code>--line</code> with a number for one line.${document.services.map(
    (service, at) => serviceSection(at, service, files),
  )}</section>${rulesSection(document)}${await bootSection(document)}${hostSection(document)}${signOff(document)}</main>`;
  return shell(title, body);
}

/** The command that shows where everything comes from; scripts that were named one by one are left to the reader. */
function traceCommand({ flags, services }: ReportDocument): string {
  const scripts = new Set(services.map(({ source }) => source.path));
  const named = flags.filter(flag => scripts.has(flag));
  const rest = named.length > 1 ? ['SCRIPT', ...flags.filter(flag => !scripts.has(flag))] : flags;
  return ['sysv2systemd', 'trace', 'NAME', ...rest].map(shellWord).join(' ');
}

function shell(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src ${sourceHash(STYLE)}; script-src ${sourceHash(SCRIPT)}; base-uri 'none'; form-action 'none'`;
  return html`${raw('<!DOCTYPE html>')}
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${raw(policy)}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${raw(
    escapeHtml(title),
  )}</title><style>${raw(STYLE)}</style></head><body>
${body}
<script>${raw(SCRIPT)}</script></body></html>
`.markup;
}

/** How a Content-Security-Policy names an inline text (CSP Level 3, "hash-source"). */
function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
