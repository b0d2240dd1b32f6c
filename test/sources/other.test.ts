import { describe, expect, test } from '@jest/globals';
import { initScript } from '../../src/rules/example-script.ts';
import { rebootJobs } from '../../src/sources/other/crontab.ts';
import { codes, services, unitText } from './harness.ts';

describe('rebootJobs', () => {
  const jobs = (path: string, text: string) => rebootJobs({ path, text, sha256: '', executable: false });

  test.each([
    ['/etc/crontab', '@reboot root /a b', [['root', '/a b', undefined]]],
    ['/etc/cron.d/x', '# @reboot root /a\n\n5 * * * * root /b\n@REBOOT bob /a', [['bob', '/a', undefined]]],
    ['/var/spool/cron/bob', '@reboot /a b', [['bob', '/a b', undefined]]],
    ['/var/spool/cron/crontabs/eve', '@reboot /a 10\\%', [['eve', '/a 10%', undefined]]],
    ['/var/spool/cron/bob', '@reboot cat%one%two', [['bob', 'cat', 'one\ntwo']]],
    ['/etc/crontab', '@daily root /a\n@reboot -root /a', [['root', '/a', undefined]]],
  ])('%s: %j', (path, text, expected) => {
    expect(jobs(path, text).jobs.map(({ user, command, input }) => [user, command, input])).toEqual(expected);
  });

  test('settings before a line are its settings', () => {
    const [first, second] = jobs('/etc/crontab', 'A=1\n@reboot root /a\nB = "x y"\n@reboot root /b\n').jobs;
    expect(first?.settings.map(({ name, value }) => [name, value])).toEqual([['A', '1']]);
    expect(second?.settings.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', 'x y'],
    ]);
  });

  test('a line without a command is refused, and the rest read', () => {
    const { jobs: found, notes } = jobs('/etc/crontab', '@reboot root\n@reboot root /a\n');
    expect(found).toHaveLength(1);
    expect(notes.map(one => [one.span?.line, one.params.reason])).toEqual([[1, 'it names no user or no command']]);
    expect(codes(services({ '/etc/crontab': '@reboot root\n' }).get('cron-crontab'))).toEqual(['1: SV140']);
  });
});

describe('crontabs', () => {
  const crontab = 'SHELL=/bin/bash\nMAILTO=root\n@reboot acme /opt/acme/bin/warm --pct 50\\%\n';

  test('a unit runs the line as its user, in its home', () => {
    const service = services({ '/etc/cron.d/acme': crontab }, 'debian12').get('cron-acme-1');
    expect(unitText(service)).toBe(`[Unit]
Description=/opt/acme/bin/warm --pct 50%% (at boot, /etc/cron.d/acme)

[Service]
Type=simple
RemainAfterExit=yes
User=acme
WorkingDirectory=~
Environment=PATH=/usr/bin:/bin SHELL=/bin/bash
ExecStart=/bin/bash -c '/opt/acme/bin/warm --pct 50%%'
IgnoreSIGPIPE=no

[Install]
WantedBy=multi-user.target
`);
    expect(codes(service)).toEqual(['3: SV533', '3: SV340']);
    expect(service?.statements.places).toMatchObject({ noise: 1, directive: 2, lost: 0 });
  });

  test('where a unit cannot say "home", the shell goes there', () => {
    const service = services({ '/etc/cron.d/acme': crontab }, 'systemd-219').get('cron-acme-1');
    expect(unitText(service)).toContain("ExecStart=/bin/bash -c 'cd && /opt/acme/bin/warm --pct 50%%'");
  });

  test('a crontab without @reboot makes nothing', () => {
    expect(services({ '/etc/crontab': '5 * * * * root /a\n' }).size).toBe(0);
  });

  test('standard input is lost', () => {
    expect(codes(services({ '/var/spool/cron/bob': '@reboot cat%x\n' }).get('cron-bob-1'))).toContain('1: SV250');
  });
});

describe('rc.local and its like', () => {
  test('the file is a helper of a oneshot unit', () => {
    const text = '#!/bin/sh\n# local\ntouch /var/lock/subsys/local\n/opt/acme/bin/warm &\n';
    const service = services({ '/etc/rc.d/rc.local': text, '/etc/rc.local': { link: 'rc.d/rc.local' } }).get(
      'rc-local',
    );
    expect(unitText(service)).toContain('ExecStart=/usr/libexec/sysv2systemd/rc-local/start start\n');
    expect(service?.files[0]?.content).toBe(text);
    expect(service?.statements.list.map(({ place }) => place)).toEqual(['noise', 'helper']);
    expect(codes(service)).toEqual(['4: SV535', '4: SV340']);
    expect(service?.enabled).toBe(true);
  });

  test('it comes behind all scripts that were on, by the last of them', () => {
    const script = (start: string) => initScript({ header: `# chkconfig: ${start}\n# description: Acme` });
    const files = {
      '/etc/init.d/acme-db': script('345 64 36'),
      '/etc/init.d/acmed': script('345 85 15'),
      '/etc/init.d/other': script('345 85 15'),
      '/etc/init.d/quiet': script('- 90 10'),
      '/etc/rc.local': '/opt/acme/bin/warm\n',
      '/etc/init/watch.conf': 'start on stopped rc\nexec /opt/acme/bin/watch\n',
    };
    const found = services(files);
    expect(unitText(found.get('rc-local'))).toContain('\nAfter=network.target acmed.service other.service\n');
    expect(codes(found.get('rc-local'))).toEqual(['1: SV535']);
    expect(unitText(found.get('watch'))).toContain('\nAfter=acmed.service other.service\n');
    const { '/etc/init/watch.conf': _, ...booted } = {
      ...files,
      '/etc/inittab': 'l3:3:wait:/etc/rc.d/rc 3\nx1:3:respawn:/a\n',
    };
    expect(unitText(services(booted).get('inittab-x1'))).toContain('\nAfter=acmed.service other.service\n');
  });

  test('one that is not executable was off', () => {
    const service = services({ '/etc/rc.local': { content: '#!/bin/sh\n/a\n', executable: false } }).get('rc-local');
    expect(service?.enabled).toBe(false);
  });

  test.each(['#!/bin/sh -e\n# nothing\nexit 0\n', '#!/bin/sh\ntouch /var/lock/subsys/local\n', ''])(
    '%j does nothing',
    text => {
      expect(services({ '/etc/rc.local': text }).get('rc-local')).toMatchObject({ tier: 'not-a-service', units: [] });
    },
  );

  test('SUSE has two: before and after the run level', () => {
    const found = services({ '/etc/init.d/boot.local': '/a\n', '/etc/init.d/after.local': '/b\n' });
    expect(unitText(found.get('boot-local'))).toContain('After=local-fs.target');
    expect(unitText(found.get('after-local'))).toContain('After=network.target');
    expect(found.get('boot-local')?.files[0]?.content).toBe('#!/bin/sh\n/a\n');
  });

  test('a syntax error is told with its line, and the file kept', () => {
    const service = services({ '/etc/rc.local': '#!/bin/sh\nif true; then\n' }).get('rc-local');
    expect(service?.findings.map(({ code }) => code)).toContain('SV140');
    expect(service?.units).toHaveLength(1);
  });
});

test.each([
  ['/etc/rc3.d/S99acme', true],
  ['/etc/rc3.d/K99acme', false],
  ['/etc/rc6.d/S99acme', false],
])('%s that is no link is told: %s', (path, told) => {
  const found = services({ [path]: '#!/bin/sh\n/a\n' });
  expect([...found.values()].flatMap(codes)).toEqual(told ? ['1: SV534'] : []);
});

test('a copy of a script of init.d is no loose one', () => {
  const script = '#!/bin/sh\n/a\n';
  expect(services({ '/etc/rc3.d/S99acme': script, '/etc/init.d/acme': script }).has('loose-acme')).toBe(false);
});

test.each([
  ['SINGLE=/sbin/sushell', true],
  ['SINGLE=/sbin/sulogin', false],
  ['ACTIVE_CONSOLES="/dev/tty[1-2]"', true],
  ['LOGLEVEL=3', false],
  ['LOGLEVEL=8', true],
  ['AUTOSWAP=yes', true],
  ['BOOTUP=color', false],
  ['export SINGLE=/bin/sh', true],
  ["SINGLE='/sbin/sulogin'", false],
  ['  LOGLEVEL=7 ', false],
  ['AUTOSWAP=no\r', false],
])('/etc/sysconfig/init: %s is told: %s', (line, told) => {
  expect(codes(services({ '/etc/sysconfig/init': `# x\n${line}\n` }).get('sysconfig-init'))).toEqual(
    told ? ['2: SV250'] : [],
  );
});

test.each(['SINGLE /sbin/sushell', '[ -f /etc/x ] && . /etc/x', 'loglevel=8', '=3'])(
  '/etc/sysconfig/init: %j is no setting, and the rest is read',
  line => {
    const found = services({ '/etc/sysconfig/init': `${line}\nAUTOSWAP=yes\n` }).get('sysconfig-init');
    expect(codes(found)).toEqual(['1: SV140', '2: SV250']);
  },
);
