import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '../../src/interpret/action.ts';
import { parseSource } from '../../src/shell/parse.ts';
import { notesOf, table } from './harness.ts';

const functions = '. /etc/rc.d/init.d/functions; . /etc/sysconfig/acmed; ';
const settings = { '/etc/sysconfig/acmed': 'A=1\nB="x y"\n' };

table(
  'text that is read twice keeps the value of a setting between single quotes',
  [
    [
      `${functions} daemon "acmed --a='from $A'"`,
      "exec daemon umask=022 CORE=0: env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: acmed '--a=from ${A^2}'",
    ],
    [
      `${functions} daemon "acmed --a=\\"from $A\\" it\\\\'s $A"`,
      "exec daemon umask=022 CORE=0: env:PATH=/sbin:/usr/sbin:/bin:/usr/bin: acmed '--a=from ${A^2}' it's $A^2",
    ],
  ],
  { settings },
);

describe('functions that call themselves without end', () => {
  test.each(['f() { f; }\nf', 'f() { X=$(f); a $X; }\nf', 'f() { eval f; }\nf'])('%s', script => {
    expect(notesOf(script).filter(line => line.startsWith('SV905'))).toHaveLength(1);
  });
});

test('an action is found behind a `shift` that may have been', () => {
  const source = parseSource(
    '/etc/init.d/acmed',
    '[ -f /etc/gentoo ] && set -- x\ncase "$1" in\nstart) a ;;\nprobe) b ;;\nesac',
  );
  expect(actionsOf(source, { settings: () => undefined })).toEqual(['start', 'probe']);
});
