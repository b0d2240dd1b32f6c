import { expect, test } from '@jest/globals';
import { execText } from '../../../src/map/helper/exec-text.ts';
import type { ExecEffect } from '../../../src/model/effect.ts';
import { mapInput } from '../harness.ts';

/** What a helper runs for the last program of a script, whose $A only its run knows. */
function textFor(script: string): string | undefined {
  const text = `. /etc/rc.d/init.d/functions\n. /etc/sysconfig/acmed\nfor d in /srv/*; do A="$A $d"; done\n${script}\n`;
  const { source, actions } = mapInput(text);
  const effects = [...(actions.get('start')?.trail.effects.values() ?? [])];
  const effect = effects.findLast((one): one is ExecEffect => one.kind === 'exec');
  if (!effect) throw new Error('nothing is executed');
  return execText(source, effect);
}

const BASH = (text: string): string => `set -- ${text}; exec /bin/bash -c "exec $*"`;
const SH = (text: string): string => `exec /bin/bash -c "exec ${text}"`;

test.each([
  ['daemon /usr/sbin/acmed -x $A', BASH('/usr/sbin/acmed -x $A')],
  ['daemon acmed -x', 'exec acmed -x'],
  ['ARGS=(-x $A)\ndaemon acmed "${ARGS[@]}"', BASH('acmed "${ARGS[@]}"')],
  ['daemon acmed /srv/*', BASH('acmed /srv/*')],
  ['daemon --user acme --pidfile=/run/p +5 "/usr/sbin/acmed $A"', BASH('"/usr/sbin/acmed $A"')],
  ['daemon --user acme \\\n\t\t--check=x acmed \\\n\t\t"$A"', BASH('acmed \\\n\t\t"$A"')],
  ['daemon "acmed $A >/dev/null 2>&1"', BASH('"acmed $A >/dev/null 2>&1"')],
  ['D=/usr/sbin/acmed\ndaemon $D $A', BASH('$D $A')],
  ['P=acmed\nD=/usr/sbin/$P\ndaemon "$D" $A', BASH('"$D" $A')],
  ['P=acmed\ndaemon $DIR/$P $A', BASH('$DIR/$P $A')],
  ['DIR="${DIR:-/opt/acme}"\ndaemon ${DIR}/bin/acmed $A', BASH('${DIR}/bin/acmed $A')],
  ['su acme -s /bin/sh -c "/usr/sbin/acmed $A"', SH('/usr/sbin/acmed $A')],
  ['/sbin/runuser -g acme -s /bin/bash acme -c "acmed $A > /dev/null"', SH('acmed $A > /dev/null')],
])('%s', (script, expected) => {
  expect(textFor(script)).toBe(expected);
});

// More than a program and its words, or a text that the other shell reads with variables of its own.
test.each([
  ['daemon "cd /srv && acmed $A"'],
  ['daemon "X=1 acmed $A"'],
  ['daemon "ulimit -n 9; acmed $A"'],
  ['daemon "acmed $A &"'],
  ['daemon nice -n 5 acmed $A'],
  ["daemon 'acmed $A'"],
  ['daemon "acmed \\$A"'],
  ['daemon "acmed $A >/var/log/acme"'],
  ['D="nice -n 5 /usr/sbin/acmed"\ndaemon $D $A'],
  ['D="$DIR/wrap /usr/sbin/acmed"\ndaemon $D $A'],
  ['X=1 daemon acmed $A'],
  ['run() { daemon "$@"; }\nrun acmed $A'],
  ['su - acme -c "acmed $A"'],
  ['su -l acme -c "acmed $A"'],
  ["su acme -c 'acmed $A'"],
  ['su acme -c "cd /srv; acmed $A"'],
])('not said: %s', script => {
  expect(textFor(script)).toBeUndefined();
});
