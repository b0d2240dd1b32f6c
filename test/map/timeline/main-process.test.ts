import { describe, expect, test } from '@jest/globals';
import { typeOf } from '../../../src/map/start/service-type.ts';
import { areExclusive, daemonsOf, mainOf, pidFileOf } from '../../../src/map/timeline/main-process.ts';
import { timelineOf } from '../../../src/map/timeline/timeline.ts';
import { textOf } from '../../../src/model/word.ts';
import { rhel } from '../harness.ts';
import { inputOf } from '../mapped.ts';

/** The parts of a start, by the names of their programs. */
function parts(start: string, stop: string) {
  const input = inputOf(rhel({ start, stop }));
  const timeline = timelineOf(input.actions.get('start')?.steps ?? []);
  const daemons = daemonsOf(timeline);
  const main = mainOf(input, timeline);
  const name = (item: (typeof daemons)[number]): string => textOf(item.effect.argv[0] ?? { parts: [] }) ?? '?';
  return {
    daemons: daemons.map(name),
    exclusive: areExclusive(daemons),
    main: main && name(main),
    type: main && typeOf(input, main),
  };
}

describe('the program that is the service', () => {
  test.each<[string, string, string, readonly string[], string | undefined]>([
    ['none', 'touch /a', 'killall a', [], undefined],
    ['started by a library', 'daemon /usr/sbin/a\n/usr/sbin/b', 'killall a', ['/usr/sbin/a'], '/usr/sbin/a'],
    ['in the background', '/usr/sbin/b\n/usr/sbin/a &\n/usr/sbin/c', 'killall a', ['/usr/sbin/a'], '/usr/sbin/a'],
    [
      'the last of several',
      'daemon /usr/sbin/a\ndaemon /usr/sbin/b',
      'killall a',
      ['/usr/sbin/a', '/usr/sbin/b'],
      '/usr/sbin/b',
    ],
    ['in place of the script', 'exec /usr/sbin/a', 'killall a', [], '/usr/sbin/a'],
    ['the last of plain ones', '/usr/sbin/a\n/usr/sbin/b', 'killall c', [], '/usr/sbin/b'],
    ['the one that is told to start', '/opt/ctl start\n/opt/wait', '/opt/ctl stop', [], '/opt/ctl'],
    ['no message', '/usr/sbin/a -p /run/x.pid\n/bin/echo done', 'kill $(cat /run/x.pid)', [], '/usr/sbin/a'],
    ['no job in the background', 'gzip /c &\n/usr/sbin/a', 'killall a', ['gzip'], '/usr/sbin/a'],
    ['… where the stop is for it too', 'gzip /c &\n/usr/sbin/a', 'killall a gzip', ['gzip'], 'gzip'],
    ['… and none that it knows', '/usr/sbin/b &\n/usr/sbin/a', 'killall c', ['/usr/sbin/b'], '/usr/sbin/b'],
    ['the one that stop kills by name', '/usr/sbin/a\n/usr/sbin/b', 'killall a', [], '/usr/sbin/a'],
    ['… by a path', '/usr/sbin/a\n/usr/sbin/b', 'killproc /usr/sbin/a', [], '/usr/sbin/a'],
    [
      '… by its executable',
      '/usr/sbin/a\n/usr/sbin/b',
      'start-stop-daemon --stop --exec /usr/sbin/a',
      [],
      '/usr/sbin/a',
    ],
    ['… another of that name', '/usr/sbin/a\n/usr/sbin/b', 'start-stop-daemon --stop --exec /opt/a', [], '/usr/sbin/b'],
    ['a user’s', 'su acme -c /usr/sbin/a\ntouch /b', 'killall a', [], '/usr/sbin/a'],
    ['a file that is changed is none', '/usr/sbin/a\ntouch /b &', 'killall c', [], '/usr/sbin/a'],
    ['a question is none', '/usr/sbin/a\ngrep -q x /etc/b', 'killall c', [], '/usr/sbin/a'],
    ['a builtin is none', '/usr/sbin/a\necho 1 >/proc/sys/b', 'killall c', [], '/usr/sbin/a'],
  ])('%s', (_, start, stop, daemons, main) => {
    const found = parts(start, stop);
    expect(found.daemons).toEqual(daemons);
    expect(found.main).toBe(main);
  });
});

test('what no text tells, where another program failed, is none', () => {
  const failed = (more: string): string => `/usr/sbin/acmed\nif [ $? != 0 ]; then ${more}; exit 1; fi`;
  expect(parts(failed('$WARN'), 'kill $(cat /run/a)').main).toBe('/usr/sbin/acmed');
  expect(parts(failed('/usr/sbin/b'), 'kill $(cat /run/a)').main).toBe('/usr/sbin/b');
});

describe('a program that is called more than once', () => {
  const mainWords = (start: string): string => {
    const input = inputOf(rhel({ start, stop: 'killall a' }));
    const main = mainOf(input, timelineOf(input.actions.get('start')?.steps ?? []));
    return main?.effect.argv.map(word => textOf(word)).join(' ') ?? '';
  };
  test.each([
    ['has tested its settings first', '/usr/sbin/a -t || exit 6\n/usr/sbin/a -d', '/usr/sbin/a -d'],
    ['has asked whether it runs', '/usr/sbin/a -s || /usr/sbin/a -d', '/usr/sbin/a -d'],
    ['has told its version', 'V=$(/usr/sbin/a -x version)\n[ "$V" ] && exit 1\n/usr/sbin/a', '/usr/sbin/a'],
    ['has said that it may start', 'if /usr/sbin/a -t; then /usr/sbin/a -d; fi', '/usr/sbin/a -d'],
    ['is told something behind its start', '/usr/sbin/a -d\n/usr/sbin/a -r', '/usr/sbin/a -d'],
  ])('%s', (_, start, expected) => {
    expect(mainWords(start)).toBe(expected);
  });
});

describe('exclusive', () => {
  test.each<[string, string, boolean]>([
    ['two sides of one test', 'if [ -e /a ]; then daemon /b; else daemon /c; fi', true],
    ['two tests', 'if [ -e /a ]; then daemon /b; fi\nif [ -e /c ]; then daemon /d; fi', false],
    ['one side', 'if [ -e /a ]; then daemon /b; daemon /c; fi', false],
    ['one beside both', 'if [ -e /a ]; then daemon /b; else daemon /c; fi\ndaemon /d', false],
    ['three in a chain', 'if [ -e /a ]; then daemon /b; elif [ -e /c ]; then daemon /d; else daemon /e; fi', true],
    ['none', 'daemon /b\ndaemon /c', false],
  ])('%s', (_, start, is) => {
    expect(parts(start, 'killall b').exclusive).toBe(is);
  });
});

describe('the type', () => {
  test.each<[string, string, string, boolean]>([
    ['daemon /usr/sbin/a', 'killall a', 'forking', true],
    ['. /lib/lsb/init-functions\nstart_daemon /usr/sbin/a', 'killall a', 'forking', true],
    ['start-stop-daemon --start --exec /usr/sbin/a', 'killall a', 'forking', true],
    ['start-stop-daemon --start --background --exec /usr/sbin/a', 'killall a', 'simple', true],
    ['start-stop-daemon --start --background --notify-await --exec /usr/sbin/a', 'killall a', 'notify', true],
    ['/usr/sbin/a &', 'killall a', 'simple', true],
    ['nohup /usr/sbin/a &', 'killall a', 'simple', true],
    ['screen -dmS a /usr/sbin/a', 'killall a', 'forking', false],
    ['exec /usr/sbin/a', 'killall a', 'forking', false],
    ['exec /usr/sbin/a start', 'exec /usr/sbin/a stop', 'oneshot', false],
    ['/usr/sbin/a', 'killall a', 'forking', false],
    ['/usr/sbin/a', '/usr/sbin/a stop', 'oneshot', false],
    ['su acme -c /usr/sbin/a', 'killall a', 'forking', false],
    ['su acme -c /usr/sbin/a', '/usr/sbin/a stop', 'oneshot', false],
  ])('%s; %s', (start, stop, type, sure) => {
    expect(parts(start, stop).type).toEqual({ type, sure });
  });
});

describe('the pid file that the program writes', () => {
  const stop = 'killproc -p /var/run/a.pid a; rm -f /var/run/a.pid';
  test.each<[string, string, string | undefined]>([
    ['that the stop reads', 'daemon /usr/sbin/a', '/run/a.pid'],
    ['made empty for it', 'touch /var/run/a.pid\ndaemon /usr/sbin/a', '/run/a.pid'],
    ['no: the script writes it with pidof', 'daemon /usr/sbin/a\npidof a > /var/run/a.pid', undefined],
    ['no: the script writes it with pidofproc', 'daemon /usr/sbin/a\npidofproc a > /var/run/a.pid', undefined],
    ['no: the script writes it with pgrep', 'daemon /usr/sbin/a\necho `pgrep -f a` > /var/run/a.pid', undefined],
    ['no: the script writes what it found', 'daemon /usr/sbin/a\np=`pidof a`\necho $p > /var/run/a.pid', undefined],
    ['that its own arguments name', 'daemon "/usr/sbin/a -p /var/run/a.pid"\npidof a > /var/run/a.pid', '/run/a.pid'],
  ])('%s', (_, start, expected) => {
    const input = inputOf(rhel({ start, stop }));
    const main = mainOf(input, timelineOf(input.actions.get('start')?.steps ?? []));
    expect(main && pidFileOf(input, main)?.path).toBe(expected);
  });

  test.each<[string, string, string | undefined]>([
    ['no: the starter alone is told of it', '--pidfile /run/a.pid $X --exec /usr/sbin/a -- -f', undefined],
    ['that words behind those of the starter name', '$X --exec /usr/sbin/a -- -p /run/a.pid', '/run/a.pid'],
  ])('%s', (_, words, expected) => {
    const input = inputOf(
      rhel(
        { start: `start-stop-daemon --start ${words}`, stop: 'start-stop-daemon --stop --exec /usr/sbin/a' },
        '. /x',
      ),
    );
    const main = mainOf(input, timelineOf(input.actions.get('start')?.steps ?? []));
    expect(main?.effect.shell).toBeDefined();
    expect(main && pidFileOf(input, main)?.path).toBe(expected);
  });
});
