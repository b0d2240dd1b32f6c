import { describe, expect, test } from '@jest/globals';
import { textOf } from '../../src/model/word.ts';
import { run } from './harness.ts';

/** The programs that a start executes, word by word, and what it notes. */
function programs(script: string) {
  const { trail, notes } = run(script);
  return {
    run: [...trail.effects.values()].flatMap(one =>
      one.kind === 'exec' ? [one.argv.map(word => textOf(word) ?? '?').join(' ')] : [],
    ),
    codes: notes.map(({ code }) => code),
  };
}

describe('a loop over the words that the script was called with', () => {
  const LOOP =
    'for ARG in $@ $ARGS; do\n  case $ARG in\n  start) /usr/sbin/acmed ;;\n  stop) killall acmed ;;\n  esac\ndone';

  test('goes over no others where a file that nobody could read may name some', () => {
    const found = programs(`. /opt/acme/setenv.sh\n${LOOP}`);
    expect(found.run).toEqual(['/usr/sbin/acmed']);
    expect(found.codes).toContain('SV116');
  });

  test('a list of such a file alone is not known', () => {
    const loop = 'for ARG in $ARGS; do\n  /usr/sbin/acmed $ARG\ndone';
    expect(programs(`. /opt/acme/setenv.sh\n${loop}`).run).toEqual(['/usr/sbin/acmed ?']);
  });
});
