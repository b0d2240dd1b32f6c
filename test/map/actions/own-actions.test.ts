import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const RUN = '/usr/libexec/initscripts/legacy-actions/acmed/run';

function conversion(start: string, before = '') {
  const { lines, service, helper } = converted(
    rhel({ start, stop: 'killall acme-work', run: 'while :; do /usr/sbin/acme-work; sleep 9; done' }, before),
  );
  return {
    execs: lines.filter(line => /^(?:Type|User|ExecStart)/.test(line)),
    confidence: service.confidence,
    notes: service.findings.filter(one => one.code === 'SV242').map(one => one.message),
    helper,
  };
}

describe('a script that calls itself for an action of its own', () => {
  test.each<[string, string, readonly string[]]>([
    ['in the background', '$0 run &', [`ExecStart=${RUN}`]],
    ['by its path', '/etc/rc.d/init.d/acmed run &', [`ExecStart=${RUN}`]],
    ['in quotes', 'nohup "$0" run >/dev/null 2>&1 &', [`ExecStart=${RUN}`]],
    ['as another user', 'su acme -c "/etc/init.d/acmed run" &', ['User=acme', `ExecStart=${RUN}`]],
    ['by a library', 'daemon "$0 run &"', [`ExecStart=${RUN}`]],
    ['before the daemon', '$0 run\n/usr/sbin/acmed &', [`ExecStartPre=-${RUN}`, 'ExecStart=/usr/sbin/acmed']],
  ])('%s', (_, start, execs) => {
    const found = conversion(start);
    expect(found.execs).toEqual(execs);
    expect(found.notes).toEqual([]);
    expect(found.confidence).toBe('proved');
  });

  test('in a helper for the stop', () => {
    const { helper, lines } = converted(
      rhel({ start: 'daemon /usr/sbin/acmed', stop: '/usr/sbin/acmed -q || $0 run', run: '/usr/sbin/acme-work | cat' }),
    );
    expect([...lines, ...helper('stop')].join('\n')).toContain(`/usr/sbin/acmed -q || ${RUN}`);
  });

  test('in a helper', () => {
    const { helper, notes } = conversion('for f in /etc/acme/*; do\n$0 run "$f" | logger\ndone');
    expect(helper('start').join('\n')).toContain(`${RUN} "$f" | logger`);
    expect(notes).toEqual([]);
  });
});

describe('what no script of an action stands for is told', () => {
  test.each<[string, string]>([
    ['handed to another program', '/usr/sbin/acme-keep $0 run &'],
    ['an action that nobody knows', '$0 other &'],
    ['itself as another user', 'if [ -e /a ]; then su acme -c "$0 start"; exit; fi\n/usr/sbin/acmed'],
  ])('%s', (_, start) => {
    const { notes, confidence } = conversion(start);
    expect(notes).toEqual(['start still calls /etc/init.d/acmed, and the unit takes its place']);
    expect(confidence).not.toBe('proved');
  });
});

test('a start that stops first has nothing to stop, and does not take itself back', () => {
  expect(conversion('$0 stop\ndaemon /usr/sbin/acmed').execs).toEqual(['Type=forking', 'ExecStart=/usr/sbin/acmed']);
});

test('a script that starts itself again before it asks for the action is called as a whole', () => {
  const { service } = converted(
    rhel(
      { start: '/usr/sbin/acmed', stop: 'killall acmed' },
      'if [ "$(id -un)" != acme ]; then mkdir -p /srv/acme; exec su acme -c "$0 $1"; fi',
    ),
  );
  expect([service.tier, service.confidence]).toEqual(['wrapped', 'assumed']);
  expect(service.reason).toContain('it starts itself again');
});

describe('a registered script whose choice of an action only its run knows', () => {
  const script = (before: string): string =>
    `#!/bin/sh\n# chkconfig: 345 20 80\n${before}\ncase "$1" in\nstart) /usr/sbin/acmed ;;\nstop) killall acmed ;;\nesac\n`;
  test.each([
    ['is called as a whole', 'shift $(cat /etc/acme/skip)', 'wrapped'],
    ['ends before it', 'echo "no longer supported"; exit 1', 'not-a-service'],
    ['knows it after all', 'while getopts qv c; do V=$c; done\nshift `expr $OPTIND - 1`', 'native'],
  ])('%s', (_, before, tier) => {
    expect(converted(script(before)).service.tier).toBe(tier);
  });
});

test('a check of its own that the start waits for is not what the start starts', () => {
  const start = `$0 check && {
  status -p /var/run/acmed.pid /usr/sbin/acmed >/dev/null || { nohup /usr/sbin/acmed & }
}`;
  const check = '/usr/sbin/acmed -t || exit 1';
  const { lines, helper } = converted(rhel({ start, stop: 'killproc acmed', check }));
  expect(lines.filter(line => line.startsWith('ExecStart='))).toEqual([
    'ExecStart=/usr/libexec/sysv2systemd/acmed/start',
  ]);
  expect(helper('start').join('\n')).toMatch(/legacy-actions\/acmed\/check && [\s\S]*nohup \/usr\/sbin\/acmed/);
});

test('root that logs in is named, or there is no home to go to', () => {
  const { lines } = converted(rhel({ start: 'su - -c "/usr/sbin/acmed" &', stop: 'killall acmed' }));
  expect(lines.filter(line => /^(?:User|Perm|ExecStart)/.test(line))).toEqual([
    'User=root',
    `ExecStart=/bin/bash -lc 'cd; exec "$$0" "$$@"' /usr/sbin/acmed`,
  ]);
});

test('most of the script in an action that the start calls is told, and not proved', () => {
  const load = [...'abcdefghijklmnopqrstuvwxyz'].map(name => `/usr/sbin/acme-${name} --load`).join('\n');
  const { service, codes } = converted(
    rhel({ start: '$0 check\n/usr/sbin/acmed', stop: 'killall acmed', check: load }),
  );
  expect(codes).toContain('SV204');
  expect(service.confidence).not.toBe('proved');
});
