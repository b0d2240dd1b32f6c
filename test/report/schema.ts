import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';

const REPORT = new URL('../../docs/report.schema.json', import.meta.url);
/** The schema of OASIS; the package is here for this file alone, and its licence lets it be passed on. */
const SARIF = new URL('../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', import.meta.url);

/** What in a text of JSON does not fit a schema; empty if all fits. */
export type Validate = (text: string) => readonly string[];

export const reportProblems = validator(REPORT);
export const sarifProblems = validator(SARIF);

function validator(file: URL): Validate {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  // Draft 4 and 7 differ in the name of the identifier, as far as these schemas go.
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const validate = ajv.compile(schema);
  return text => (validate(JSON.parse(text)) ? [] : (validate.errors ?? []).slice(0, 5).map(describe));
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}
