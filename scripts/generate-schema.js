/**
 * Writes docs/report.schema.json, the JSON Schema of report.json, from the TypeScript type `ReportJson`. The type is
 * the one source: what the compiler holds the report to is what readers may rely on.
 *
 * Usage: node scripts/generate-schema.js [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = new URL('../', import.meta.url);
const file = new URL('docs/report.schema.json', root);
const [, version] = /SCHEMA_VERSION = (\d+)/.exec(readFileSync(new URL('src/report/document.ts', root), 'utf8')) ?? [];

const schema = createGenerator({
  path: fileURLToPath(new URL('src/report/json.ts', root)),
  tsconfig: fileURLToPath(new URL('tsconfig.test.json', root)),
  type: 'ReportJson',
  skipTypeCheck: true,
  additionalProperties: false,
  expose: 'export',
  topRef: false,
}).createSchema('ReportJson');

const { $schema, ...rest } = schema;
const text = `${JSON.stringify(
  {
    $schema,
    $id: `urn:sysv2systemd:report:${version}`,
    title: `report.json of sysv2systemd, version ${version}`,
    ...rest,
    properties: { ...rest.properties, schemaVersion: { const: Number(version) } },
  },
  undefined,
  2,
)}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/report.schema.json is not what the types say: node scripts/generate-schema.js');
  process.exitCode = 1;
}
