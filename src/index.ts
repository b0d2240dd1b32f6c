/** The library: the same stages that the command line runs. Nothing here reads or writes but `diskSource`. */

export type { Confidence } from './base/confidence.ts';
export type { Finding, Severity } from './base/finding.ts';
export { describeError, type InputError, InternalError, type Result } from './base/result.ts';
export type { Span } from './base/span.ts';
export { diskSource } from './host/disk-source.ts';
export type { FileSource } from './host/file-source.ts';
export { type LinkTable, readLinks } from './host/links.ts';
export { memorySource } from './host/memory-source.ts';
export { discoverScripts, type ScriptFile } from './host/scripts.ts';
export { type SettingsSource, settingsSource } from './host/settings.ts';
export type { Migration, OutputFile, Service, Tier } from './model/service.ts';
export { type ConvertOptions, convert } from './pipeline.ts';
export { type Plan, type PlannedFile, planTree } from './plan/plan.ts';
export { buildReport } from './report/build.ts';
export type { ReportDocument } from './report/document.ts';
export { renderJson } from './report/json.ts';
export { renderMarkdown } from './report/markdown.ts';
export { DIRECTIVE_SOURCES, type DirectiveSource } from './rules/directive-sources.ts';
export { RULES } from './rules/index.ts';
export type { Rule } from './rules/rule.ts';
export { directiveAvailable, directiveLife } from './unit/availability.ts';
export { parseUnit } from './unit/parse.ts';
export { serializeUnit } from './unit/serialize.ts';
export { resolveTarget, type Target, targetNames } from './unit/target.ts';
export type { Directive, Unit } from './unit/unit.ts';
