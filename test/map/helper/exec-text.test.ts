import { expect, test } from '@jest/globals';
import { execText } from '../../../src/map/helper/exec-text.ts';
import type { ExecEffect } from '../../../src/model/effect.ts';
import { mapInput } from '../harness.ts';

/** What a helper would put behind `exec` for the last program of a script. */
function textFor(script: string): string | undefined {
  const { source, actions } = mapInput(`for d in /srv/*; do A="$A $d"; done\n${script}\n`);
  const effects = [...(actions.get('start')?.trail.effects.values() ?? [])];
  const effect = effects.findLast((one): one is ExecEffect => one.kind === 'exec');
  if (!effect) throw new Error('nothing is executed');
  return execText(source, effect)?.replace(/^exec /, '');
}

test.each([
  ['in the background', '/usr/sbin/acmed -x $A "$A" &', '/usr/sbin/acmed -x $A "$A"'],
  ['without arguments', '/usr/sbin/acmed &', '/usr/sbin/acmed'],
  ['redirections are not its words', '/usr/sbin/acmed $A >/dev/null 2>&1 &', '/usr/sbin/acmed $A'],
  ['by exec', 'exec /usr/sbin/acmed $A', '/usr/sbin/acmed $A'],
  ['by a variable', 'D=/usr/sbin/acmed\n$D $A &', '$D $A'],
  ['by a variable within its path', 'D=acmed\n/usr/sbin/$D $A &', '/usr/sbin/$D $A'],
  ['over two lines', '/usr/sbin/acmed \\\n  $A &', '/usr/sbin/acmed \\\n  $A'],
  ['in a function', 'run() { /usr/sbin/acmed "$@" & }\nrun $A', '/usr/sbin/acmed "$@"'],
  ['supervised', 'start-stop-daemon --start --exec /usr/sbin/acmed -- -x $A', '/usr/sbin/acmed -x $A'],
  ['supervised, short options', '/sbin/start-stop-daemon -S -x /usr/sbin/acmed -- "$A"', '/usr/sbin/acmed "$A"'],
  ['supervised, one word', 'start-stop-daemon --start --exec=/usr/sbin/acmed -- $A', '/usr/sbin/acmed $A'],
  ['supervised, no arguments', 'start-stop-daemon --start --exec /usr/sbin/acmed', '/usr/sbin/acmed'],
  ['supervised, by a variable', 'D=/usr/sbin/acmed\nstart-stop-daemon --start --exec $D -- $A', '$D $A'],
  [
    'what is started, not what is looked for',
    'start-stop-daemon --start --exec /usr/bin/perl --startas /usr/sbin/acmed -- $A',
    '/usr/sbin/acmed $A',
  ],
  ['the same, short', 'start-stop-daemon -S -x /usr/bin/perl -a /usr/sbin/acmed -- $A', '/usr/sbin/acmed $A'],
  ['options behind --', 'start-stop-daemon --start --exec /usr/sbin/acmed -- -a /x -ab', '/usr/sbin/acmed -a /x -ab'],
  ['by startproc', '. /etc/rc.status\nstartproc /usr/sbin/acmed -x $A', '/usr/sbin/acmed -x $A'],
  [
    'by startproc, with options and their values',
    '. /etc/rc.status\nP=/run/acmed.pid\nstartproc -fw -p "$P" -t3 -u acme -l /var/log/acme /usr/sbin/acmed "$A"',
    '/usr/sbin/acmed "$A"',
  ],
  ['by startproc, nice', '. /etc/rc.status\n/sbin/startproc -10 -q /usr/sbin/acmed $A', '/usr/sbin/acmed $A'],
  ['by start_daemon', '. /etc/rc.status\nD=/usr/sbin/acmed\nstart_daemon -f -n +5 $D $A', '$D $A'],
])('%s', (_, script, expected) => {
  expect(textFor(script)).toBe(expected);
});

// What they do, the unit does: a second time it would be wrong, as nice 10 for 5, or refused, as runuser for a user.
test.each([
  ['nice -n 5 /usr/sbin/acmed $A &'],
  ['/usr/bin/nice -n 5 /usr/sbin/acmed $A &'],
  ['exec nice -n 5 /usr/sbin/acmed $A'],
  ['nohup /usr/sbin/acmed $A &'],
  ['setsid /usr/sbin/acmed $A &'],
  ['env X=1 /usr/sbin/acmed $A &'],
  ['/sbin/runuser -u acme -- /usr/sbin/acmed $A &'],
  ['chroot /srv /usr/sbin/acmed $A &'],
  ['eval "/usr/sbin/acmed $A" &'],
  ['X=1 /usr/sbin/acmed $A &'],
  ['. /etc/rc.d/init.d/functions\naction "Starting: " /usr/sbin/acmed $A'],
  ['start-stop-daemon -Sb -x /usr/sbin/acmed -- $A'],
  ['start-stop-daemon --start --exec /usr/sbin/acmed run $A'],
  ['. /etc/rc.status\nO=\nstartproc $O /usr/sbin/acmed $A'],
  ['. /etc/rc.status\n. /etc/sysconfig/acmed\nstartproc $ACME_STARTPROC /usr/sbin/acmed $A'],
  ['. /etc/rc.status\nnice -n 5 startproc /usr/sbin/acmed $A'],
  ['. /etc/rc.status\neval startproc /usr/sbin/acmed $A'],
  ['nice -n 5 start-stop-daemon --start --exec /usr/sbin/acmed -- $A'],
])('not to be told apart: %s', script => {
  expect(textFor(script)).toBeUndefined();
});
