import { describe, expect, test } from '@jest/globals';
import { startOrder, stopOrder } from '../../src/sources/upstart/events.ts';
import { parseJob } from '../../src/sources/upstart/parse.ts';
import { codes, services, unitText } from './harness.ts';

const parse = (text: string) => parseJob({ path: '/etc/init/acmed.conf', text, sha256: '', executable: false });
const job = (text: string, target?: string, override?: string) =>
  services(
    { '/etc/init/acmed.conf': text, ...(override !== undefined && { '/etc/init/acmed.override': override }) },
    target,
  ).get('acmed');

describe('parseJob', () => {
  test('reads stanzas, scripts, comments and lines that go on', () => {
    const { stanzas, notes } = parse(
      '# c\ndescription "a\n b"\nstart on (started dbus\n  and runlevel [345])\nexec /a \\\n  -b\npre-start script\n  x\nend script\n',
    );
    expect(notes).toEqual([]);
    expect(stanzas.map(({ key, value, item }) => [key, value, item.span.line, item.span.endLine])).toEqual([
      ['description', '"a\n b"', 2, 3],
      ['start on', '(started dbus\n  and runlevel [345])', 4, 5],
      ['exec', '/a -b', 6, 7],
      ['pre-start script', '  x\n', 8, 10],
    ]);
  });

  test.each([
    ['strat on startup\n', 1, 'Upstart has no stanza "strat"'],
    ['start when startup\n', 1, '"start" is not followed by on'],
    ['kill -9\n', 1, '"kill" is not followed by timeout or signal'],
    ['}\n', 1, 'Upstart has no stanza "}"'],
  ])('%j is passed over and the rest read', (text, line, reason) => {
    const { stanzas, notes } = parse(`${text}exec /a\n`);
    expect(notes.map(one => [one.span?.line, one.params.reason])).toEqual([[line, reason]]);
    expect(stanzas.map(({ key }) => key)).toEqual(['exec']);
  });

  test.each<[string, string]>([
    ['respawn limit 10 5 # ten times\nexec /a\n', '10 5'],
    ['setuid acme\t# not root\nexec /a\n', 'acme'],
    ['description "a # b" # c\nexec /a\n', '"a # b"'],
    ['exec /a --color=#fff # white\n', '/a --color=#fff'],
    ['exec /a \\# b\n', '/a \\# b'],
    ['start on (started a # one\n  and started b) # two\nexec /a\n', '(started a \n  and started b)'],
  ])('%j: a comment at the end of a line is none of its value', (text, value) => {
    expect(parse(text).stanzas[0]?.value).toBe(value);
  });

  test('a script without an end goes to the end of the file', () => {
    const { stanzas, notes } = parse('script\n  a\n  b\n');
    expect(notes.map(one => one.params.reason)).toEqual(['the script has no "end script"']);
    expect(stanzas[0]?.value).toBe('  a\n  b\n');
  });

  test('an apostrophe opens no quote', () => {
    expect(parse("description the acme's daemon\nexec /a\n").stanzas).toHaveLength(2);
  });
});

describe('units', () => {
  test('a whole job', () => {
    const service = job(`description "Acme daemon"
author "nobody"
start on runlevel [2345]
stop on runlevel [!2345]
respawn
respawn limit 5 60
expect fork
env OPTS="-v -q"
limit nofile 4096 4096
umask 027
nice -5
oom score -500
chdir /var/lib/acme
console none
kill timeout 30
kill signal INT
normal exit 0 TERM
pre-start script
    mkdir -p /run/acme
    chown acme /run/acme
end script
exec /usr/sbin/acmed $OPTS
post-stop exec rm -f /run/acme/x
`);
    expect(unitText(service)).toBe(`[Unit]
Description=Acme daemon

[Service]
Type=forking
WorkingDirectory=/var/lib/acme
UMask=027
Environment="OPTS=-v -q"
StandardOutput=null
StandardError=null
ExecStartPre=/usr/libexec/sysv2systemd/acmed/pre-start
ExecStart=/usr/sbin/acmed $OPTS
ExecStopPost=/bin/sh -e -c 'exec rm -f /run/acme/x'
KillSignal=SIGINT
TimeoutStartSec=0
TimeoutStopSec=30
Restart=always
RestartSec=0
RestartPreventExitStatus=0 SIGTERM
SuccessExitStatus=0 SIGTERM
StartLimitInterval=60
StartLimitBurst=5
IgnoreSIGPIPE=no
Nice=-5
OOMScoreAdjust=-500
LimitNOFILE=4096

[Install]
WantedBy=multi-user.target
`);
    expect(service?.files.map(({ content }) => content)).toEqual([
      '#!/bin/sh -e\n# pre-start script of /etc/init/acmed.conf, lines 19-21: the job is written as a script\nmkdir -p /run/acme\nchown acme /run/acme\n',
    ]);
    expect(service?.enabled).toBe(true);
    expect(service?.tier).toBe('native+helper');
    expect(service?.statements.places.lost).toBe(0);
    // The limit of the stop is now one for post-stop too.
    expect(codes(service)).toEqual(['15: SV250', '18: SV204']);
  });

  test.each([
    ['task\nexec /a\n', 'Type=oneshot'],
    ['expect daemon\nexec /a\n', 'Type=forking'],
    ['exec /a\n', 'Type=simple'],
    ['pre-start exec /a\npost-stop exec /b\n', 'Type=oneshot\nRemainAfterExit=yes\nExecStart=/a\nExecStopPost=/b'],
    ['pre-stop exec /b\nexec /a\n', 'ExecStop=/b'],
    ['post-start exec /b\nexec /a\n', 'ExecStartPost=/b'],
    ['exec /a && /b\n', "ExecStart=/bin/sh -e -c 'exec /a && /b'"],
    ['exec /a\n', 'TimeoutStopSec=5'],
    ['respawn\nexec /a\n', 'StartLimitInterval=5\nStartLimitBurst=10'],
    ['respawn\nrespawn limit unlimited\nexec /a\n', 'StartLimitInterval=0\n'],
    ['oom never\nexec /a\n', 'OOMScoreAdjust=-1000'],
    ['oom 15\nexec /a\n', 'OOMScoreAdjust=882'],
    ['console owner\nexec /a\n', 'StandardInput=tty'],
    ['chroot /srv/jail\nexec /a\n', 'RootDirectory=/srv/jail'],
    ['setuid acme\nsetgid www\nexec /a\n', 'User=acme\nGroup=www'],
    ['reload signal USR1\nexec /a\n', 'ExecReload=/bin/kill -USR1 $MAINPID'],
    ['start on started dbus\nexec /a\n', 'WantedBy=dbus.service'],
    ['stop on stopping dbus\nexec /a\n', 'PartOf=dbus.service'],
    ['limit nofile 10 unlimited\nexec /a\n', undefined],
  ])('%j', (text, line) => {
    if (line === undefined) expect(unitText(job(text, 'systemd-219'))).not.toContain('LimitNOFILE');
    else expect(unitText(job(text))).toContain(line);
  });

  test('two limits are one directive where the target reads pairs', () => {
    expect(unitText(job('limit nofile 10 unlimited\nexec /a\n', 'debian12'))).toContain('LimitNOFILE=10:infinity');
  });

  test.each([
    ['expect stop\nexec /a\n', 'stops itself'],
    ['start on my-event\nexec /a\n', 'the event "my-event"'],
    ['stop on other-event\nexec /a\n', 'ended by the event "other-event"'],
    ['env HOME\nexec /a\n', 'init hands no variables'],
    ['env A=$B\nexec /a\n', 'refers to another variable'],
    ['console loud\nexec /a\n', 'none of log'],
    ['nice nicer\nexec /a\n', 'cannot be written'],
    ['oom lots\nexec /a\n', 'no score'],
    ['limit files 1\nexec /a\n', 'no limit'],
    ['respawn\nrespawn limit x\nexec /a\n', 'no count'],
    ['apparmor load /a\nexec /a\n', 'loads no profile'],
    ['cgroup memory\nexec /a\n', 'makes the groups itself'],
    ['exec /a $UPSTART_JOB\n', '$UPSTART_JOB'],
    ['kill signal ;\nexec /a\n', 'no signal'],
  ])('%j is a finding, and the unit is written', (text, message) => {
    const service = job(text);
    expect(service?.findings.map(one => one.message).join('\n')).toContain(message);
    expect(service?.units).toHaveLength(1);
  });

  test('instances are a template that nothing enables', () => {
    const service = job('instance $PORT\nstart on runlevel [3]\nexec /a -p 1\n');
    expect(unitText(service, 'acmed@.service')).toContain('Environment=PORT=%i');
    expect(unitText(service)).not.toContain('[Install]');
    expect(service?.findings[0]?.remediation).toContain('systemctl enable acmed@INSTANCE.service');
  });

  test('a job that runs nothing has no unit', () => {
    expect(job('start on startup\nemits ready\n')).toMatchObject({ tier: 'not-a-service', units: [] });
  });

  test.each([
    ['manual\n', false],
    ['manual\nstart on runlevel [3]\n', true],
    ['start on runlevel [5]\n', true],
  ])('an override of %j: enabled is %s', (override, enabled) => {
    expect(job('start on runlevel [2345]\nexec /a\n', undefined, override)?.enabled).toBe(enabled);
  });

  test('a stanza of an override takes the place of the one of the job', () => {
    const service = job('start on runlevel [2345]\nscript\n/a\nend script\n', undefined, 'exec /b\nenv A=1\n');
    expect(unitText(service)).toContain('ExecStart=/b\n');
    expect(unitText(service)).toContain('Environment=A=1');
    expect(service?.files).toEqual([]);
    expect(service?.statements.list.map(({ place }) => place)).toEqual(['directive', 'noise']);
  });
});

describe('what Upstart did otherwise', () => {
  const lines = (text: string, names: RegExp) =>
    unitText(job(text))
      .split('\n')
      .filter(line => names.test(line));

  test.each([
    ['exec /a\n', ['TimeoutStopSec=5']],
    ['exec /a\npre-start exec /b\n', ['TimeoutStartSec=0', 'TimeoutStopSec=5']],
    ['exec /a\nexpect daemon\n', ['TimeoutStartSec=0', 'TimeoutStopSec=5']],
    ['exec /a\npost-stop exec /b\n', []],
    ['exec /a\npre-stop exec /b\nkill timeout 60\n', ['TimeoutStopSec=60']],
  ])('%j: limits of time are for the wait before SIGKILL alone', (text, wanted) => {
    expect(lines(text, /^Timeout/)).toEqual(wanted);
  });

  test.each<[string, readonly string[]]>([
    ['[ -x /a ] || { stop; exit 0; }', ['"stop" in pre-start script']],
    [
      '[ -x /a ] || { stop ; exit 0; }\nstart other',
      ['"stop" in pre-start script', '"start other" in pre-start script'],
    ],
    ['initctl emit acme-ready', ['"initctl emit acme-ready" in pre-start script']],
    ['/sbin/initctl start other', ['"/sbin/initctl start other" in pre-start script']],
    ['# stop\necho "stop now"\n/etc/init.d/other stop\n/opt/acme/bin/stop x', []],
  ])('%j in a script: commands of Upstart are findings', (text, wanted) => {
    const service = job(`pre-start script\n${text}\nend script\nexec /a\n`);
    const said = service?.findings.filter(({ code }) => code === 'SV250').map(({ message }) => message);
    expect(said?.map(one => /^"(.*)" has no equivalent/.exec(one)?.[1])).toEqual(wanted);
    expect(service?.files[0]?.content.includes('stop() { exit 1; }')).toBe(
      wanted.some(one => one.startsWith('"stop"')),
    );
  });

  test('a login on a terminal is one of systemd', () => {
    const text = 'start on stopped rc RUNLEVEL=[2345]\nrespawn\nexec /sbin/getty -L 115200 ttyS0 vt102\n';
    expect(job(text)).toMatchObject({ tier: 'not-a-service', units: [] });
    expect(codes(job(text))).toEqual(['3: SV531']);
  });
});

describe('jobs of the distribution', () => {
  test.each([
    ['rc', 'exec /etc/rc.d/rc $RUNLEVEL\n'],
    ['tty', 'respawn\ninstance $TTY\nexec /sbin/mingetty $TTY\n'],
    ['control-alt-delete', 'exec /sbin/shutdown -r now\n'],
    ['init-system-dbus', 'start on started messagebus\ntask\nexec /bin/kill -USR1 1\n'],
  ])('%s is a part of the old boot', (name, text) => {
    expect(services({ [`/etc/init/${name}.conf`]: text }).get(name)).toMatchObject({
      tier: 'not-a-service',
      units: [],
    });
  });

  test('the name alone says nothing', () => {
    expect(services({ '/etc/init/serial.conf': 'exec /opt/acme/bin/reader\n' }).get('serial')?.units).toHaveLength(1);
  });
});

describe('events', () => {
  test.each([
    ['runlevel [2345]', ['multi-user.target'], []],
    ['runlevel [!0126]', ['multi-user.target'], []],
    ['runlevel RUNLEVEL=5', ['graphical.target'], []],
    ['filesystem', ['multi-user.target'], ['local-fs.target', 'remote-fs.target']],
    [
      '(local-filesystems and net-device-up IFACE!=lo)',
      ['multi-user.target'],
      ['local-fs.target', 'network-online.target'],
    ],
    ['startup', ['basic.target'], []],
    ['started acme or runlevel [3]', ['acme.service', 'multi-user.target'], ['acme.service']],
  ])('%s', (expression, wantedBy, after) => {
    expect(startOrder(expression, 'rhel')).toMatchObject({ wantedBy, after, unclear: [] });
  });

  test('the end of rc and events of others', () => {
    expect(startOrder('stopped rc RUNLEVEL=[345]', 'rhel')).toMatchObject({
      afterScripts: true,
      wantedBy: ['multi-user.target'],
    });
    expect(startOrder('stopped acme', 'rhel').unclear).toEqual(['stopped acme']);
    expect(startOrder('starting acme', 'rhel').before).toEqual(['acme.service']);
    expect(stopOrder('runlevel [016] or starting shutdown')).toEqual({ partOf: [], unclear: [] });
  });
});
