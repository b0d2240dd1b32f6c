import { expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const wait = (until: string): string =>
  `n=9\nwhile [ $n -gt 0 ]; do\n  [ "$(ps -p $PID -o comm=)" != acmed ] && ${until}\n  sleep 1\n  n=$((n - 1))\ndone`;

const ASK = 'PID=$(cat /run/acmed.pid)\nSTATE=up\nout=$(/usr/sbin/acmed -k down)\n';

// What ended the first round is taken for granted; the others count.
test('a wait that the first round leaves keeps its pause and its counter', () => {
  const stop = `${ASK}if [ "$out" = ok ]; then\n${wait('{ STATE=down; break; }')}\nfi\n[ "$STATE" = down ] && /usr/sbin/acmed -k gone`;
  const helper = converted(rhel({ start: 'daemon /usr/sbin/acmed', stop }))
    .helper('stop')
    .map(line => line.trim());
  for (const line of ['sleep 1', 'n=$((n - 1))']) expect(helper).toContain(line);
});

test('a stop that waits behind its signal signals by itself', () => {
  const stop = `${ASK}[ "$out" = ok ] && STATE=down\nif [ "$STATE" != down ]; then\nkill -TERM $PID\n${wait('{ STATE=down; break; }')}\nfi\n[ "$STATE" = down ] && /usr/sbin/acmed -k clean`;
  expect(
    converted(rhel({ start: 'daemon /usr/sbin/acmed', stop }))
      .helper('stop')
      .map(line => line.trim()),
  ).toContain('kill -TERM $PID');
});

test('a stop that waits before its signal signals by itself', () => {
  const stopped = (stop: string) => converted(rhel({ start: 'daemon /usr/sbin/acmed', stop }));
  const busy = stopped('while [ -f /var/lib/acme/busy ]; do sleep 1; done\nkillproc acmed');
  expect(busy.helper('stop')).toContain('killproc acmed');
  // What does not pause only asks.
  const asks = stopped('for f in /etc/a /etc/b; do [ -f $f ] && break; done\nkillproc acmed');
  expect(asks.helper('stop')).toEqual([]);
});
