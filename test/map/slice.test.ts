import { describe, expect, test } from '@jest/globals';
import { cutSlice } from '../../src/map/slice.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { run } from '../interpret/harness.ts';

/** The helper that is cut for the statement in which `mark` stands. */
function sliceFor(script: string, mark: string, replacement?: string): string {
  const { trail } = run(script);
  const source = parseSource('/etc/init.d/acmed', script);
  const offset = script.indexOf(mark);
  return cutSlice({
    source,
    trail,
    seeds: new Set([offset]),
    withState: false,
    action: 'start',
    ...(replacement !== undefined && { replacements: new Map([[offset, replacement]]) }),
  }).body;
}

describe('what a helper needs', () => {
  test.each([
    ['eval assigns', 'eval opts=\\$OPTS_$X\nrun $opts', 'run', undefined, 'eval opts=\\$OPTS_$X\nrun $opts'],
    [
      'a name put together may be that of any variable',
      'a_port=1\nfor w in a; do eval port=\\$${w}_port; run $port; done',
      'run',
      undefined,
      'a_port=1\nfor w in a; do\n  eval port=\\$${w}_port\n  run $port\ndone',
    ],
    [
      'so may an indirect one',
      'a_port=1\nx=${w}_port\nrun ${!x}',
      'run',
      undefined,
      'a_port=1\nx=${w}_port\nrun ${!x}',
    ],
    [
      'daemon reads variables of its own',
      '. /etc/rc.d/init.d/functions\nNICELEVEL=-5\nA=1\ndaemon /usr/sbin/acmed',
      'daemon',
      undefined,
      '. /etc/rc.d/init.d/functions\nNICELEVEL=-5\ndaemon /usr/sbin/acmed',
    ],
    [
      '$0 is the script, also in other text for a statement',
      'acmed --name $(basename $0)',
      'acmed',
      'exec acmed --name $(basename $0)',
      'exec acmed --name $(basename /etc/init.d/acmed)',
    ],
    [
      '$0 of another shell is its own',
      'acmed',
      'acmed',
      'exec sh -c \'echo \\$0 "$$"\'',
      'exec sh -c \'echo \\$0 "$$"\'',
    ],
  ])('%s', (_, script, mark, replacement, body) => {
    expect(sliceFor(script, mark, replacement)).toBe(body);
  });
});
