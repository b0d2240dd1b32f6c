/** One of the two output streams, as much of it as the commands need. */
export interface OutputStream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
}

/** What a run may touch of the process around it. Tests give their own. */
export interface Io {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** All of standard input, when a command asks for it. */
  readonly readStdin: () => Promise<Uint8Array>;
  /** The day of now, YYYY-MM-DD; asked only where the user does not say it. */
  readonly today: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
