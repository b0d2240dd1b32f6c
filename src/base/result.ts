/** Errors as values: either a value, or an error that a person can act on. */
export type Result<T, E = InputError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** An error of the input: what, where (`path:line:column`) and what to do. */
export interface InputError {
  readonly message: string;
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** `path:line:column: message`, the form editors jump to. */
export function describeError(error: InputError): string {
  const place = [error.path, error.line, error.column].filter(part => part !== undefined).join(':');
  return `${place}: ${error.message}`;
}

/** Thrown only where the tool's own promise is broken (exit status 70), never for bad input. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** For exhaustive switches: the compiler refuses a forgotten case, the run time names it. */
export function unreachable(value: never): never {
  throw new InternalError(`unexpected ${JSON.stringify(value)}`);
}
