import { describe, expect, test } from '@jest/globals';
import { initScript } from '../../../src/rules/example-script.ts';
import { serializeUnit } from '../../../src/unit/serialize.ts';
import { runSources } from '../../rules/run-example.ts';
import { converted } from '../harness.ts';

const START = 'daemon --pidfile /var/run/a.pid /usr/sbin/a -p /var/run/a.pid\ndaemon /usr/sbin/b';
const STOP = 'killproc b\nkillproc -p /var/run/a.pid a';

/** Names of the units, and the lines of one of them that say how they hang together. */
function split(parts: {
  readonly start?: string;
  readonly stop?: string;
  readonly cases?: string;
  readonly top?: string;
}) {
  const [service] = runSources({ '/etc/init.d/acmed': initScript({ start: START, stop: STOP, ...parts }) }).services;
  if (!service) throw new Error('nothing was converted');
  return {
    names: service.units.map(({ name }) => name),
    codes: service.findings.map(({ code }) => code).filter(code => code === 'SV210' || code === 'SV238'),
    lines: (name: string) => {
      const unit = service.units.find(one => one.name === name);
      return (unit ? serializeUnit(unit) : '').split('\n');
    },
    service,
  };
}

test('units of a script with an odd name are named as systemd-escape would', () => {
  const [service] = runSources({ '/etc/init.d/acme d': initScript({ start: START, stop: STOP }) }).services;
  expect(service?.units.map(({ name }) => name)).toEqual([
    'acme\\x20d.service',
    'acme\\x20d-a.service',
    'acme\\x20d-b.service',
  ]);
});

const THREE = ['acmed.service', 'acmed-a.service', 'acmed-b.service'];

const SETTINGS = 'RUN_A=yes\nRUN_B=yes\n[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed';

describe('several daemons', () => {
  test('are an umbrella and a unit each', () => {
    const { names, codes, lines, service } = split({});
    expect(names).toEqual(THREE);
    expect(codes).toEqual(['SV238']);
    expect(lines('acmed.service')).toEqual(
      expect.arrayContaining([
        'Requires=acmed-a.service acmed-b.service',
        'After=acmed-a.service acmed-b.service',
        'Type=oneshot',
        'RemainAfterExit=yes',
        'ExecStart=/bin/true',
        'WantedBy=multi-user.target',
      ]),
    );
    expect(lines('acmed-a.service')).toEqual(
      expect.arrayContaining(['PartOf=acmed.service', 'Type=forking', 'PIDFile=/run/a.pid', 'KillMode=process']),
    );
    expect(lines('acmed-b.service')).toEqual(
      expect.arrayContaining(['PartOf=acmed.service', 'After=acmed-a.service', 'ExecStart=/usr/sbin/b']),
    );
    expect(lines('acmed-b.service').join('\n')).not.toMatch(/WantedBy|Requires=|PIDFile/);
    expect(service.tier).toBe('native');
    expect(service.confidence).toBe('proved');
    expect(service.statements.places.lost).toBe(0);
    expect(service.actions.find(({ name }) => name === 'stop')?.becomes).toBe('systemctl stop acmed.service');
  });

  test('each behind a test of its own: none of them may fail the others by not being started', () => {
    const start = `if [ "$RUN_A" = yes ]; then ${START.replace('\n', '; fi\nsleep 1\nif [ "$RUN_B" = yes ]; then ')}; fi`;
    const { names, lines, service } = split({ start, top: SETTINGS });
    expect(names).toEqual(THREE);
    expect(lines('acmed.service')).toContain('Wants=acmed-a.service acmed-b.service');
    expect(lines('acmed-a.service').join('\n')).toMatch(/RUN_A/);
    expect(lines('acmed-a.service').join('\n')).not.toMatch(/RUN_B/);
    expect(lines('acmed-b.service').join('\n')).toMatch(/RUN_B/);
    expect(service.files).toEqual([]);
    expect(service.confidence).toBe('inferred');
  });

  test('one of them behind a test: it may be left out, the other may not', () => {
    const start = `if [ "$RUN_A" = yes ]; then ${START.replace('\n', '; fi\n')}`;
    const { names, lines } = split({ start, top: SETTINGS });
    expect(names).toEqual(THREE);
    expect(lines('acmed.service')).toEqual(
      expect.arrayContaining(['Requires=acmed-b.service', 'Wants=acmed-a.service']),
    );
  });

  test('what fails all of them fails the umbrella, which requires none that may be left out', () => {
    const start = `[ -f /etc/acme.conf ] || exit 6\nif [ "$RUN_A" = yes ]; then ${START.replace('\n', '; fi\nif [ "$RUN_B" = yes ]; then ')}; fi`;
    const { names, lines } = split({ start, top: SETTINGS });
    expect(names).toEqual(THREE);
    expect(lines('acmed.service')).toContain('AssertPathExists=/etc/acme.conf');
    expect(
      split({ start: `[ -f /etc/acme.conf ] || exit 6\n${START}` })
        .lines('acmed.service')
        .join('\n'),
    ).not.toMatch(/Assert/);
  });

  test('each removes the pid file that is its own', () => {
    const start = START.replace('daemon /usr/sbin/b', 'daemon --pidfile /var/run/b.pid /usr/sbin/b');
    const { names, lines } = split({ start, stop: `${STOP}\nrm -f /var/run/a.pid\nrm -f /var/run/b.pid` });
    expect(names).toEqual(THREE);
    expect(lines('acmed-a.service').join('\n')).not.toContain('b.pid');
    expect(lines('acmed-b.service').join('\n')).not.toContain('a.pid');
  });

  test('of one program are told apart by their pid files', () => {
    const daemon = (name: string) => `daemon --pidfile /var/run/${name}.pid /usr/sbin/acme -p /var/run/${name}.pid`;
    const { names } = split({
      start: `${daemon('acmed_in')}\n${daemon('out')}`,
      stop: 'killproc -p /var/run/out.pid acme\nkillproc -p /var/run/acmed_in.pid acme',
    });
    expect(names).toEqual(['acmed.service', 'acmed-in.service', 'acmed-out.service']);
  });

  test('share the folder below /run that the first one makes', () => {
    const start = START.replaceAll('/var/run/a.pid', '/var/run/acme/a.pid').replace(
      '/usr/sbin/b',
      '/usr/sbin/b -s /run/acme/b',
    );
    const { lines, service } = split({
      start: `mkdir -p /var/run/acme\n${start}`,
      stop: STOP.replace('/var/run/a.pid', '/var/run/acme/a.pid'),
    });
    expect(lines('acmed-a.service').join('\n')).toMatch(/ExecStartPre=-?\/bin\/mkdir -p \/var\/run\/acme/);
    expect(lines('acmed-a.service').join('\n')).not.toMatch(/RuntimeDirectory/);
    expect(service.files).toEqual([]);
  });

  test('the second needs the first where the script gives up without it', () => {
    const { lines } = split({ start: START.replace('\n', ' || exit 1\n') });
    expect(lines('acmed-b.service')).toContain('Requires=acmed-a.service');
  });

  test('a step between them belongs to the latter, one behind them to the last', () => {
    const { lines } = split({ start: `${START.replace('\n', '\n/usr/bin/warm\n')}\n/usr/bin/told` });
    expect(lines('acmed-a.service').join('\n')).not.toMatch(/warm|told/);
    expect(lines('acmed-b.service')).toEqual(
      expect.arrayContaining(['ExecStartPre=-/usr/bin/warm', 'ExecStartPost=-/usr/bin/told']),
    );
  });

  test('a reload reaches those that the script signalled', () => {
    const { lines } = split({ cases: 'reload) killproc b -HUP ;;' });
    expect(lines('acmed.service')).toContain('PropagatesReloadTo=acmed-a.service acmed-b.service');
    expect(lines('acmed-b.service').join('\n')).toContain('ExecReload=');
    expect(lines('acmed-a.service').join('\n')).not.toContain('ExecReload=');
  });

  test('each program is the one of the settings file today', () => {
    const { lines } = split({
      top: 'A=/usr/sbin/a\n[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed',
      start: START.replace('/usr/sbin/a ', '$A '),
    });
    expect(lines('acmed-a.service').join('\n')).toContain('ExecStart=/usr/sbin/a -p /var/run/a.pid');
  });

  test.each<[string, Parameters<typeof split>[0]]>([
    ['one is never stopped', { stop: 'killproc b' }],
    ['a signal is for nobody known', { stop: `${STOP}\nkillproc c` }],
    ['a step of the stop is before all signals', { stop: `/usr/bin/bye\n${STOP}` }],
    [
      'it depends on a setting which of them run',
      { start: START.replace('daemon /usr/sbin/b', '[ "$B" = yes ] && daemon /usr/sbin/b') },
    ],
    [
      'the script gives up where one fails that may be left out',
      {
        start: `if [ "$RUN_A" = yes ]; then ${START.replace('\n', ' || exit 1; fi\n')}`,
        top: SETTINGS,
      },
    ],
    [
      'two of them would have one name',
      {
        start: START.replace('/usr/sbin/a ', '/usr/sbin/acmed-b '),
        stop: STOP.replace('a.pid a', 'a.pid acmed-b'),
      },
    ],
    [
      'what every stop does is behind the end of one that may be left out',
      {
        start: `if [ "$RUN_A" = yes ]; then ${START.replace('\n', '; fi\n')}`,
        stop: `${STOP}\nrm -rf /var/tmp/acme`,
        top: SETTINGS,
      },
    ],
    ['one program twice', { start: 'daemon /usr/sbin/a -1\ndaemon /usr/sbin/a -2', stop: 'killproc a' }],
    ['a program of an unknown name', { start: START.replace('/usr/sbin/b', '$(which b)') }],
    ['a reload that is about none of them', { cases: 'reload) /usr/bin/tell-all ;;' }],
  ])('stay one unit: %s', (_, parts) => {
    const { names, codes } = split(parts);
    expect(names).toEqual(['acmed.service']);
    expect(codes).not.toContain('SV238');
  });

  test('stay one unit where one needs a helper', () => {
    const start = START.replace('\n', '\n/usr/bin/warm\n');
    const { service } = converted(initScript({ start, stop: STOP }));
    expect(service.units.map(({ name }) => name)).toEqual(['acmed.service']);
  });
});

describe('several daemons are not parted', () => {
  const ABC = (between: string) => `daemon /usr/sbin/a\n${between}\ndaemon /usr/sbin/b\ndaemon /usr/sbin/c`;
  const TWO = 'killproc b\nkillproc a';
  const ALL = `killproc c\n${TWO}`;
  const isParted = (start: string, stop = ALL, cases = '') => split({ start, stop, cases }).codes.includes('SV238');

  test('where one asks for what another one takes away', () => {
    expect(isParted(ABC('[ -f /srv/flag ] || exit 0\nrm -f /srv/flag'))).toBe(false);
    expect(isParted(ABC('[ -f /srv/flag ] || exit 0'))).toBe(true);
    for (const step of ['/bin/mv /srv/flag /srv/gone', 'rm -rf /srv'])
      expect(isParted(ABC(`[ -f /srv/flag ] || exit 0\n${step}`))).toBe(false);
    // The only one that asks does so before.
    expect(isParted(`daemon /usr/sbin/a\n[ -f /srv/flag ] || exit 0\nrm -f /srv/flag\ndaemon /usr/sbin/b`, TWO)).toBe(
      true,
    );
  });

  test('where one hangs on a daemon that is not the one before it', () => {
    const start = (rest: string) => `daemon /usr/sbin/a\nA=$?\ndaemon /usr/sbin/b\n[ $A = 0 ] || exit 1\n${rest}`;
    expect(isParted(start('daemon /usr/sbin/c'))).toBe(false);
    expect(isParted(start(''), TWO)).toBe(true);
  });

  test('where a reload comes back to one', () => {
    const reload = (signals: string) => isParted(START, STOP, `reload) ${signals} ;;`);
    expect(reload('killproc b -TSTP; killproc -p /var/run/a.pid a -HUP; killproc b -USR2')).toBe(false);
    expect(reload('killproc b -TSTP; killproc b -USR2; killproc -p /var/run/a.pid a -HUP')).toBe(true);
  });
});

test('a loop that signals all of them by one statement parts none', () => {
  const stop = 'for p in b a; do killproc -p /var/run/$p.pid $p; done';
  const start = 'daemon --pidfile /var/run/a.pid /usr/sbin/a\ndaemon --pidfile /var/run/b.pid /usr/sbin/b';
  expect(split({ start, stop }).codes).toEqual(['SV210']);
});

test('what waits for the end of one daemon is no wait of the other', () => {
  const wait = 'n=9; while [ -d /proc/`cat $PIDF` ]; do sleep 1; done';
  const { codes } = split({ stop: `killproc b\n${wait}\nkillproc -p /var/run/a.pid a` });
  expect(codes).toEqual(['SV238']);
});
