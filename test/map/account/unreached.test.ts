import { describe, expect, test } from '@jest/globals';
import { rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const BASE = { start: 'daemon /usr/sbin/acmed -x', stop: 'killproc acmed' };
const RUN = '/opt/acme/bin/prepare --magic 42';
const ENDED = 'its action ends before it, or a test leaves it out when systemd asks';
const UNKNOWN = 'only an argument that the script does not know leads there';

/** What is said of commands that no action comes to. */
function told(actions: Readonly<Record<string, string>>, before = ''): readonly string[] {
  return mapped(rhel({ ...BASE, ...actions }, before))
    .notes('SV255')
    .map(one =>
      one.replace(/^SV255 \d+ statement=(.*) reason=(.*?)(?: more=(\d+))?$/s, (_, statement, reason, more) =>
        [statement, ...(more ? [`+${more}`] : []), `: ${reason}`].join(' ').replace(' :', ':'),
      ),
    );
}

describe('a command that no action comes to is told where it would do something', () => {
  test.each<[string, Readonly<Record<string, string>>, string, readonly string[]]>([
    ['behind an exec', { start: `exec /usr/sbin/acmed -x\n${RUN}` }, '', [`${RUN}: ${ENDED}`]],
    ['behind an exit', { stop: `killproc acmed\nexit 0\n${RUN}` }, '', [`${RUN}: ${ENDED}`]],
    ['in a function that nothing calls', {}, `warm() {\n${RUN}\n}`, [`${RUN}: nothing calls warm`]],
    [
      'in a function that only such a function calls',
      {},
      `warm() {\n${RUN}\n}\nall() {\nwarm\n}`,
      [`${RUN}: nothing calls warm`],
    ],
    ['in the branch of all other arguments', { '*': `echo Usage\n${RUN}\nexit 1` }, '', [`${RUN}: ${UNKNOWN}`]],
    [
      'in a function that a trap has',
      {},
      `tidy() {\n${RUN}\n}\ntrap tidy EXIT`,
      [`${RUN}: only "trap tidy EXIT" leads to tidy`],
    ],
    ['a program that a variable names', {}, 'warm() {\n$DAEMON\n}', ['$DAEMON: nothing calls warm']],
    ['a file that is removed', {}, 'tidy() {\nrm -f "$OLD"\n}', ['rm -f "$OLD": nothing calls tidy']],
    [
      'messages, tests, memory and questions',
      {},
      'f() {\necho no >&2\n[ -f /a ] && A=$(pidof b)\ngrep -q x /y\nreturn 1\n}',
      [],
    ],
    ['a translated message', {}, "f() {\neval echo `gettext 'no'`\n}", []],
    ['what the init library says', {}, 'f() {\nfailure; echo_failure\nstatus acmed\n}', []],
    ['a script that has none', {}, '', []],
    [
      'up to three are told one by one',
      {},
      'f() {\n/opt/a\n/opt/b\n/opt/c\n}',
      ['/opt/a', '/opt/b', '/opt/c'].map(one => `${one}: nothing calls f`),
    ],
    ['more are one thing to look at', {}, 'f() {\n/opt/a\n/opt/b\n/opt/c\n/opt/d\n}', ['/opt/a +3: nothing calls f']],
    [
      'with something between that is executed they are two',
      { start: 'if false; then\n/opt/a\n/opt/b\nfi\ndaemon /usr/sbin/acmed\nexit 0\n/opt/c\n/opt/d' },
      '',
      ['/opt/a', '/opt/b', '/opt/c', '/opt/d'].map(one => `${one}: ${ENDED}`),
    ],
  ])('%s', (_, actions, before, expected) => {
    expect(told(actions, before)).toEqual(expected);
  });
});
