import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const BASE = { start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed -TERM' };

function action(name: string, body: string, before = '', after = '') {
  const text = `${rhel({ ...BASE, [name]: body }, before)}${after}`;
  const found = converted(text).service.actions.find(one => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return { ...found, codes: found.exits?.map(({ code }) => code) };
}

describe('what an action did', () => {
  test.each<[string, string, string, string, string]>([
    ['the script again', 'restart', '$0 stop; sleep 1; $0 start', 'its own stop; /bin/sleep 1; its own start', ''],
    ['start behind stop', 'restart', 'killproc acmed -TERM; daemon /usr/sbin/acmed', 'stop, then start', ''],
    [
      'the same by functions',
      'restart',
      'down; up',
      'stop, then start',
      'up() { daemon /usr/sbin/acmed; }\ndown() { killproc acmed -TERM; }',
    ],
    ['stop alone', 'restart', 'killproc acmed -TERM', 'sends SIGTERM', ''],
    ['a question', 'status', 'status acmed', 'asks whether it runs', ''],
    ['a question of grep', 'status', 'grep -q x /proc/modules', 'only reads', ''],
    ['a message', 'status', 'echo running', 'prints a message', ''],
    ['nothing', 'status', ':', 'nothing found', ''],
  ])('%s', (_, name, body, does, before) => {
    expect(action(name, body, before).does).toBe(does);
  });

  test('the framework of Debian restarts and asks', () => {
    const { service } = converted('#!/lib/init/init-d-script\nDAEMON=/usr/sbin/acmed\n', { target: 'debian12' });
    const does = Object.fromEntries(service.actions.map(one => [one.name, one.does]));
    expect(does).toMatchObject({ restart: 'its own stop; its own start', status: 'asks whether it runs' });
  });
});

describe('how an action ended', () => {
  test.each<[string, string, string, string, readonly (number | undefined)[], string | undefined]>([
    ['by exit', 'stop', 'exit 3', '', [3], undefined],
    ['by exit on one side only', 'stop', '[ -e /a ] || exit 5', '', [5], 'last'],
    ['by exit on both sides', 'stop', 'if [ -e /a ]; then exit 1; else exit 2; fi', '', [1, 2], undefined],
    ['by exit behind the case', 'stop', 'killproc acmed', 'exit 0\n', [0], undefined],
    ['by exit in a function', 'stop', 'f() { exit 4; }; f', '', [4], undefined],
    ['by exit in a function that may return', 'stop', 'f() { [ -e /a ] && return 1; exit 4; }; f', '', [4], 'last'],
    ['at its end', 'stop', 'killproc acmed', '', [], 'last'],
    ['with what the run computes', 'stop', '/usr/sbin/a; exit $?', '', [undefined], undefined],
    ['with the answer of the library', 'status', 'status acmed', '', [], 'lsb'],
    ['with that answer by a variable', 'status', 'status acmed; R=$?', 'exit $R\n', [], 'lsb'],
    ['with 0 whatever the answer', 'status', 'status acmed', 'exit 0\n', [0], undefined],
    ['with the status of a program', 'status', '/usr/sbin/a', '', [], 'last'],
    ['with the status of another program behind the question', 'status', 'status acmed; /usr/sbin/a', '', [], 'last'],
  ])('%s', (_, name, body, after, codes, otherwise) => {
    const found = action(name, body, '', after);
    expect([found.codes, found.otherwise]).toEqual([codes, otherwise]);
  });
});
