import { ok } from '../../src/base/result.ts';
import type { Engine, Request } from '../../src/cli/engine.ts';
import { run } from '../../src/cli/run.ts';
import type { Migration } from '../../src/model/service.ts';
import { migration } from '../report/fixture.ts';

interface Setup {
  readonly migration?: Migration;
  readonly engine?: Partial<Engine>;
  readonly env?: Readonly<Record<string, string>>;
  readonly tty?: boolean;
  readonly stdin?: string;
}

/** Run a command line with an engine that gives the fixture, and take down all that it says and asks. */
export async function cli(line: string | readonly string[], setup: Setup = {}) {
  const requests: Request[] = [];
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    isTTY: setup.tty,
    write: (text: string) => {
      said[name] += text;
    },
  });
  const engine: Engine = {
    analyse: request => {
      requests.push(request);
      return ok({ migration: setup.migration ?? migration(), unread: [] });
    },
    ...setup.engine,
  };
  const status = await run(
    typeof line === 'string' ? line.split(' ') : line,
    {
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      env: setup.env ?? {},
      today: () => '2027-01-31',
      readStdin: async () => new TextEncoder().encode(setup.stdin ?? ''),
    },
    async () => engine,
  );
  return { status, ...said, requests };
}
