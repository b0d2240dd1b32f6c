import { describe, expect, test } from '@jest/globals';
import { readHostFiles } from '../../src/host/host-files.ts';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';
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
    ['/etc/crontab', '-@reboot root /a', [['root', '/a', undefined]]],
    ['/etc/cron.d/x', ' \t@reboot\troot\t/a\tb\r', [['root', '/a\tb', undefined]]],
    ['/etc/cron.d/x', '@rebooted root /a\n@reboots root /a\n@ reboot root /a', []],
    ['/var/spool/cron/tabs/bob', '@reboot root /a', [['bob', 'root /a', undefined]]],
    ['/var/spool/cron/bob', '@reboot echo \\%a%b\\%c', [['bob', 'echo %a', 'b%c']]],
    ['/var/spool/cron/bob', '@reboot /a # not a comment', [['bob', '/a # not a comment', undefined]]],
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

  test.each([
    ['/etc/crontab', '@reboot', 'it names no user or no command'],
    ['/etc/cron.d/x', '@reboot root ', 'it names no user or no command'],
    ['/var/spool/cron/bob', '@reboot', 'it names no command'],
    ['/var/spool/cron/bob', '@reboot   ', 'it names no command'],
  ])('%s: %j is refused with its line, and the rest read', (path, line, reason) => {
    const { jobs: found, notes } = jobs(path, `# c\n${line}\n@reboot root /a\n`);
    expect(notes.map(one => [one.span?.line, one.params.reason])).toEqual([[2, reason]]);
    expect(found).toHaveLength(1);
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
ExecStart=-/bin/bash -c '/opt/acme/bin/warm --pct 50%%'
IgnoreSIGPIPE=no

[Install]
WantedBy=multi-user.target
`);
    expect(codes(service)).toEqual(['3: SV533', '3: SV340']);
    expect(service?.statements.places).toMatchObject({ noise: 1, directive: 2, lost: 0 });
  });

  test('where a unit cannot say "home", the shell goes there', () => {
    const service = services({ '/etc/cron.d/acme': crontab }, 'systemd-219').get('cron-acme-1');
    expect(unitText(service)).toContain("ExecStart=-/bin/bash -c 'cd && /opt/acme/bin/warm --pct 50%%'");
  });

  test.each([
    ['HOME=/srv/acme', 'debian12', 'WorkingDirectory=/srv/acme'],
    ['HOME=/srv/acme', 'systemd-219', 'WorkingDirectory=/srv/acme'],
    ['PATH=/opt/bin:/bin', 'debian12', 'Environment=PATH=/opt/bin:/bin\n'],
    ['\'A\' = " b c "', 'debian12', 'Environment="A= b c "\n'],
    ['A=$B', 'debian12', 'Environment=PATH=/usr/bin:/bin A=$B'],
    ['LOGNAME=other', 'debian12', 'Environment=PATH=/usr/bin:/bin\n'],
    ['MAILTO=""', 'debian12', 'Environment=PATH=/usr/bin:/bin\n'],
  ])('%s for %s', (setting, target, line) => {
    const service = services({ '/etc/cron.d/acme': `${setting}\n@reboot acme /a\n` }, target).get('cron-acme-1');
    expect(unitText(service)).toContain(line);
    expect(service?.statements.places.lost).toBe(0);
  });

  test.each([
    ['.hidden', false, false],
    ['acme~', false, false],
    ['acme.rpmsave', false, false],
    ['acme.dpkg-dist', false, false],
    ['#acme#', false, false],
    ['acme.sh', true, false],
    ['acme_2-x', true, true],
  ])('/etc/cron.d/%s is read by cronie: %s, by Debian: %s', (name, cronie, debian) => {
    const files = { [`/etc/cron.d/${name}`]: '@reboot root /a\n' };
    expect(services(files).size > 0).toBe(cronie);
    expect(services({ ...files, '/etc/debian_version': '7.11\n' }).size > 0).toBe(debian);
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
    expect(unitText(service)).toContain('ExecStart=-/usr/libexec/sysv2systemd/rc-local/start start\n');
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

  test.each([
    '#!/bin/sh -e\n# nothing\nexit 0\n',
    '#!/bin/sh\ntouch /var/lock/subsys/local\n',
    '',
    ':\r\nexit 0\r\n',
    '#!/bin/sh\ntrue\nexit 1\n',
  ])('%j does nothing', text => {
    expect(services({ '/etc/rc.local': text }).get('rc-local')).toMatchObject({ tier: 'not-a-service', units: [] });
  });

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

describe('what rc.local may hold', () => {
  test.each([
    ['a pipeline in the background', 'dmesg | logger &\n', 2],
    ['a function and its call', 'warm() {\n  /opt/acme/bin/warm\n}\nwarm\n', 2],
    ['text for a program', 'cat >/proc/x <<EOF\na\nEOF\nexit 0\n', 1],
    ['a loop', 'for d in a b; do echo 8 >/sys/$d; done\n', 1],
    ['a test', '[ -x /opt/acme/bin/warm ] && /opt/acme/bin/warm\n', 2],
    ['lines that go on', '/opt/acme/bin/warm \\\n  --all\n', 1],
  ])('%s is kept, each statement of it', (_, text, count) => {
    const service = services({ '/etc/rc.local': text }).get('rc-local');
    expect(service?.files[0]?.content).toBe(`#!/bin/sh\n${text}`);
    expect(service?.statements.places).toMatchObject({ helper: count, lost: 0 });
    expect(codes(service).at(0)).toMatch(/: SV535$/);
  });

  test('of two files that are no links of each other RHEL ran one', () => {
    const found = services({ '/etc/rc.d/rc.local': '/a\n', '/etc/rc.local': '# c\n/b\n' });
    expect(found.get('rc-local')?.files[0]?.content).toContain('/a');
    expect(found.get('etc-rc.local')).toMatchObject({ tier: 'not-a-service', units: [] });
    expect(codes(found.get('etc-rc.local'))).toEqual(['2: SV253']);
  });

  test('a link to nowhere is an input that cannot be read', () => {
    const { unread } = readHostFiles(
      memorySource(new Map<string, MemoryFile>([['/etc/rc.local', { link: '/nowhere' }]])),
    );
    expect(unread.map(({ path }) => path)).toEqual(['/etc/rc.local']);
  });
});

describe('files in rc?.d that are no links to init.d', () => {
  const script = '#!/bin/sh\n/a\n';

  test.each<[string, Readonly<Record<string, MemoryFile>>, boolean]>([
    ['a start file', { '/etc/rc3.d/S99acme': script }, true],
    ['a stop file', { '/etc/rc0.d/K01acme': script }, true],
    ['one of the shutdown', { '/etc/rc6.d/S01acme': script }, true],
    ['one of the boot', { '/etc/rcS.d/S10acme': script }, true],
    ['one of SUSE', { '/etc/init.d/rc5.d/S10acme': script }, true],
    ['a link to a script elsewhere', { '/etc/rc3.d/S99acme': { link: '/opt/acme/rc' }, '/opt/acme/rc': script }, true],
    ['a copy of a script of init.d', { '/etc/rc3.d/S99acme': script, '/etc/init.d/acme': script }, false],
    [
      'a link to init.d by another name',
      { '/etc/rc3.d/S99x': { link: '../init.d/acme' }, '/etc/init.d/acme': script },
      false,
    ],
    ['a link to nowhere', { '/etc/rc3.d/S99acme': { link: '../init.d/acme' } }, false],
    ['a folder', { '/etc/rc3.d/S99acme/file': script }, false],
    ['no number', { '/etc/rc3.d/Sacme': script }, false],
    ['a small letter', { '/etc/rc3.d/s99acme': script }, false],
    ['a copy of an editor', { '/etc/rc3.d/S99acme~': script }, false],
    ['a copy of a package manager', { '/etc/rc3.d/S99acme.rpmsave': script }, false],
    ['one that is not executable', { '/etc/rc3.d/S99acme': { content: script, executable: false } }, false],
    ['one that Debian’s rc sources', { '/etc/rcS.d/S10acme.sh': { content: script, executable: false } }, true],
  ])('%s is told: %s', (_, files, told) => {
    const found = [...services(files).values()].filter(({ name }) => name.startsWith('loose-'));
    expect(found.flatMap(codes)).toEqual(told ? ['1: SV534'] : []);
  });

  test('one file by two names is told once', () => {
    const found = services({ '/etc/rc.d/rc3.d/S99acme': script, '/etc/rc3.d': { link: 'rc.d/rc3.d' } });
    expect([...found.values()].flatMap(codes)).toEqual(['1: SV534']);
  });
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
