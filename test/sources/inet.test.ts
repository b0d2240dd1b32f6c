import { describe, expect, test } from '@jest/globals';
import { networksOf } from '../../src/sources/inet/addresses.ts';
import { parseInetd } from '../../src/sources/inet/inetd.ts';
import { portTable } from '../../src/sources/inet/ports.ts';
import { parseXinetd } from '../../src/sources/inet/xinetd.ts';
import { codes, services, unitText } from './harness.ts';

const file = (text: string) => ({ path: '/etc/xinetd.conf', text, sha256: '', executable: false });
const stanza = (extra: string, name = 'acme') =>
  `service ${name}\n{\n port = 7001\n server = /opt/acme/bin/answer\n${extra}}\n`;
const xinetd = (text: string, target?: string, more = {}) => services({ '/etc/xinetd.conf': text, ...more }, target);

describe('parseXinetd', () => {
  test('reads stanzas, defaults, operators, includes and comments', () => {
    const parsed = parseXinetd(
      file('# a\ndefaults\n{\n cps = 50 10\n}\nincludedir /etc/xinetd.d\nservice a {\n env += A=1 B=2\n}\n'),
    );
    expect(parsed.notes).toEqual([]);
    expect(parsed.defaults.map(({ name, values }) => [name, values])).toEqual([['cps', ['50', '10']]]);
    expect(parsed.stanzas.map(one => [one.service, one.attributes.map(({ op, values }) => [op, values])])).toEqual([
      ['a', [['+=', ['A=1', 'B=2']]]],
    ]);
    expect(parsed.others.map(({ text }) => text)).toEqual(['includedir /etc/xinetd.d']);
  });

  test.each([
    ['service a\n{\n port = 1\n', 1, 'the stanza has no closing brace'],
    ['service a\n{\n port = 1\nservice b\n{\n}\n', 1, 'the stanza has no closing brace'],
    ['service a\nservice b\n{\n}\n', 1, 'the stanza has no body'],
    ['service a\n', 1, 'the stanza has no body'],
    ['{\n}\n', 1, 'a brace without a service before it'],
    ['serv a\n', 1, 'it is neither "service NAME", "defaults" nor an include'],
    ['service a\n{\n port 1\n}\n', 3, 'it is no assignment'],
    ['service a\n{\n port += 1\n}\n', 3, 'port knows no "+="'],
    ['service a\n{\n env -= A=1\n}\n', 3, 'env knows no "-="'],
  ])('%j is refused and the rest read', (text, line, reason) => {
    const { notes, stanzas } = parseXinetd(file(`${text}service z\n{\n}\n`));
    expect([notes[0]?.span?.line, notes[0]?.params.reason]).toEqual([line, reason]);
    expect(stanzas.at(-1)?.service).toBe('z');
  });
});

describe('units of xinetd', () => {
  test('a stream service without wait is a socket that accepts, and a template', () => {
    const service = xinetd(
      stanza(' socket_type = stream\n protocol = tcp\n wait = no\n user = acme\n server_args = -q 50%\n nice = 5\n'),
    ).get('acme');
    expect(unitText(service, 'acme.socket')).toBe(`[Unit]
Description=acme of xinetd

[Socket]
ListenStream=7001
Accept=yes
MaxConnections=65535

[Install]
WantedBy=sockets.target
`);
    expect(unitText(service, 'acme@.service')).toBe(`[Unit]
Description=acme of xinetd
CollectMode=inactive-or-failed

[Service]
User=acme
StandardInput=socket
ExecStart=-/opt/acme/bin/answer -q 50%%
IgnoreSIGPIPE=no
Nice=5
`);
    expect(service?.enabled).toBe(true);
    expect(service?.statements.places.lost).toBe(0);
  });

  test.each([
    [' wait = yes\n', 'acme.service', 'StandardInput=socket'],
    [' wait = yes\n', 'acme.socket', 'Accept=no'],
    [' socket_type = dgram\n wait = yes\n', 'acme.socket', 'ListenDatagram=7001'],
    [' bind = 10.1.2.3\n', 'acme.socket', 'ListenStream=10.1.2.3:7001'],
    [' interface = ::1\n', 'acme.socket', 'ListenStream=[::1]:7001'],
    [' flags = IPv4 KEEPALIVE NODELAY REUSE\n', 'acme.socket', 'ListenStream=0.0.0.0:7001'],
    [' flags = KEEPALIVE NODELAY\n', 'acme.socket', 'KeepAlive=yes'],
    [' instances = 20\n', 'acme.socket', 'MaxConnections=20'],
    [' instances = UNLIMITED\n', 'acme.socket', 'MaxConnections=65535'],
    [' per_source = 3\n', 'acme.socket', 'MaxConnectionsPerSource=3'],
    [' flags = NAMEINARGS\n server_args = other -x\n', 'acme@.service', 'ExecStart=-@/opt/acme/bin/answer other -x'],
    [' group = tty\n', 'acme@.service', 'Group=tty'],
    [' umask = 027\n', 'acme@.service', 'UMask=027'],
    [' env = A=1 B=2\n', 'acme@.service', 'Environment=A=1 B=2'],
    [' rlimit_as = 8M\n', 'acme@.service', 'LimitAS=8388608'],
    [' rlimit_files = UNLIMITED\n', 'acme@.service', 'LimitNOFILE=infinity'],
    [' redirect = 10.0.0.9 80\n', 'acme.service', 'ExecStart=/usr/lib/systemd/systemd-socket-proxyd 10.0.0.9:80'],
    [' only_from = 10.0.0.0 192.168.{1,2}\n', 'acme.socket', 'IPAddressAllow=10.0.0.0/8 192.168.1.0/24 192.168.2.0/24'],
    [' only_from =\n', 'acme.socket', 'IPAddressDeny=any'],
    [' no_access = 10.1.0.0\n', 'acme.socket', 'IPAddressDeny=10.1.0.0/16'],
  ])('%j is in %s', (extra, unit, line) => {
    expect(unitText(xinetd(stanza(extra), 'debian12').get('acme'), unit)).toContain(line);
  });

  test.each([
    [' per_source = 3\n', 'rhel7', 'SV250', 'MaxConnectionsPerSource'],
    [' only_from = 10.0.0.0\n', 'rhel7', 'SV451', 'IPAddressAllow'],
    [' only_from = .example.com\n', 'debian12', 'SV451', 'look-up of names'],
    [' only_from = 10.0.0.0\n no_access = 10.1.0.0\n', 'debian12', 'SV451', 'closest match'],
    [' cps = 50 10\n', 'debian12', 'SV250', 'rest for 10 s'],
    [' banner = /etc/banner\n', 'debian12', 'SV250', 'writes nothing'],
    [' access_times = 8:00-17:00\n', 'debian12', 'SV250', 'times of access'],
    [' flags = SENSOR\n', 'debian12', 'SV250', 'SENSOR'],
    [' nice = very much\\\n', 'debian12', 'SV250', 'cannot be written'],
    [' colour = red\n', 'debian12', 'SV250', 'no such attribute'],
    [' rlimit_cpu = lots\n', 'debian12', 'SV250', 'no number'],
    [' env = A\n', 'debian12', 'SV250', 'no assignment'],
  ])('%j for %s has no equivalent', (extra, target, code, message) => {
    const service = xinetd(stanza(extra), target).get('acme');
    expect(service?.findings.map(one => one.code)).toContain(code);
    expect(service?.findings.map(one => one.message).join('\n')).toContain(message);
    expect(service?.units.length).toBe(2);
    expect(service?.statements.places.lost).toBeGreaterThan(0);
  });

  test.each([
    ['service echo\n{\n type = INTERNAL\n}\n', 'SV254'],
    ['service acme\n{\n type = RPC\n server = /a\n}\n', 'SV250'],
    ['service nosuchport\n{\n server = /a\n}\n', 'SV250'],
    ['service ftp\n{\n wait = no\n}\n', 'SV250'],
    ['service tftp\n{\n socket_type = dgram\n wait = no\n server = /a\n}\n', 'SV250'],
    ['service ftp\n{\n server = /a\n bind = eth0.example.com\n}\n', 'SV250'],
    ['service ftp\n{\n server = a\n}\n', 'SV250'],
    ['service ftp\n{\n socket_type = raw\n server = /a\n}\n', 'SV250'],
  ])('%j has no units', (text, code) => {
    const found = [...xinetd(text).values()].filter(one => one.name !== 'xinetd.conf');
    expect(found.map(one => [one.units.length, one.findings.map(({ code: own }) => own)])).toEqual([[0, [code]]]);
  });

  test('what no unit can be and was off is no finding', () => {
    const service = xinetd('service echo\n{\n type = INTERNAL\n disable = yes\n}\n').get('echo');
    expect(service).toMatchObject({
      tier: 'not-a-service',
      findings: [],
      statements: { places: { lost: 0, noise: 3 } },
    });
  });

  test('defaults, and what is added to them or taken from them', () => {
    const defaults = 'defaults\n{\n instances = 50\n only_from = 10.0.0.0 192.168.0.0\n}\n';
    const of = (extra: string) => unitText(xinetd(defaults + stanza(extra), 'debian12').get('acme'), 'acme.socket');
    expect(of('')).toContain('MaxConnections=50');
    expect(of(' instances = 3\n')).toContain('MaxConnections=3');
    expect(of(' only_from += 127.0.0.1\n')).toContain('IPAddressAllow=10.0.0.0/8 192.168.0.0/16 127.0.0.1');
    expect(of(' only_from -= 10.0.0.0\n')).toContain('IPAddressAllow=192.168.0.0/16\n');
    expect(of(' only_from = 127.0.0.1\n')).toContain('IPAddressAllow=127.0.0.1\n');
  });

  test.each([
    [' only_from = 127.0.0.1\n', 'rhel7', 'ListenStream=127.0.0.1:7001', []],
    [' only_from = localhost 127.0.0.1/32\n', 'rhel7', 'ListenStream=127.0.0.1:7001', []],
    [' only_from = 127.0.0.1 10.0.0.1\n', 'rhel7', 'ListenStream=7001', ['SV451']],
    [' only_from = 127.0.0.1\n bind = 10.0.0.9\n', 'rhel7', 'ListenStream=10.0.0.9:7001', ['SV451']],
    [' only_from = 127.0.0.1\n', 'debian12', 'ListenStream=7001', []],
    [' only_from =\n', 'rhel7', 'ListenStream=7001', ['SV451']],
  ])('%j for %s: who comes from this host alone', (extra, target, line, found) => {
    const service = xinetd(stanza(extra), target).get('acme');
    expect(unitText(service, 'acme.socket').split('\n')).toContain(line);
    expect(service?.findings.map(({ code }) => code)).toEqual(found);
    expect(service?.statements.places.lost).toBe(found.length);
  });

  test('what is lost of the defaults is said once, where they stand', () => {
    const found = xinetd(`defaults\n{\n cps = 50 10\n}\n${stanza('')}${stanza('', 'other')}`);
    expect(codes(found.get('xinetd.conf'))).toEqual(['3: SV250']);
    expect(found.get('xinetd.conf')?.statements.places).toMatchObject({ lost: 1, noise: 0 });
    expect(codes(found.get('acme'))).toEqual([]);
  });

  test.each([
    ['', ' disable = yes\n', false],
    ['', ' disable = no\n', true],
    ['defaults\n{\n disabled = acme\n}\n', '', false],
    ['defaults\n{\n enabled = other\n}\n', '', false],
    ['defaults\n{\n enabled = acme\n}\n', '', true],
  ])('%j and %j: enabled is %s', (defaults, extra, enabled) => {
    expect(xinetd(defaults + stanza(extra)).get('acme')?.enabled).toBe(enabled);
  });

  test('nothing is on where xinetd itself was off', () => {
    const script = '#!/bin/sh\n# chkconfig: 345 56 50\ncase $1 in start) /usr/sbin/xinetd ;; stop) kill 1 ;; esac\n';
    const found = (link: string) =>
      xinetd(stanza(''), 'rhel7', {
        '/etc/init.d/xinetd': script,
        [`/etc/rc3.d/${link}xinetd`]: { link: '../init.d/xinetd' },
      });
    expect(found('K50').get('acme')?.enabled).toBe(false);
    expect(found('S56').get('acme')?.enabled).toBe(true);
    // And the daemon itself stays off, since the sockets have its ports.
    expect(found('S56').get('xinetd')?.enabled).toBe(false);
    expect(
      found('S56')
        .get('xinetd')
        ?.findings.map(one => one.code),
    ).toContain('SV538');
  });

  test('files of includedir; two protocols of one service have two names; ports of the image win', () => {
    const found = services({
      '/etc/xinetd.conf': 'includedir /etc/xinetd.d\n',
      '/etc/xinetd.d/time':
        'service time\n{\n server = /a\n protocol = tcp\n}\nservice time\n{\n server = /a\n protocol = udp\n socket_type = dgram\n wait = yes\n}\n',
      '/etc/xinetd.d/skipped.bak': stanza('', 'skipped'),
      '/etc/services': 'time 1037/tcp timserver # x\n',
    });
    expect(unitText(found.get('time'))).toContain('ListenStream=1037');
    expect(unitText(found.get('time-udp'))).toContain('ListenDatagram=37');
    expect(found.has('skipped')).toBe(false);
  });

  test('rules of libwrap are a finding at their own line', () => {
    const found = xinetd(stanza(''), 'rhel7', {
      '/etc/hosts.deny': '# all\nALL: ALL\n',
      '/etc/hosts.allow': '# none\n',
    });
    expect(found.get('xinetd.conf')?.findings.map(one => `${one.location?.path}:${one.location?.line}`)).toEqual([
      '/etc/hosts.deny:2',
    ]);
  });
});

describe('inetd.conf', () => {
  const inetd = (line: string, target?: string) => services({ '/etc/inetd.conf': `# c\n${line}\n` }, target);

  test.each([
    ['ftp stream tcp nowait root /usr/sbin/ftpd ftpd -l', 'ftp', 'ftp@.service', 'ExecStart=-@/usr/sbin/ftpd ftpd -l'],
    ['ftp stream tcp nowait root /usr/sbin/ftpd /usr/sbin/ftpd', 'ftp', 'ftp@.service', 'ExecStart=-/usr/sbin/ftpd\n'],
    [
      'tftp dgram udp wait nobody /usr/sbin/tcpd /usr/sbin/tftpd /srv',
      'tftp',
      'tftp.service',
      '@/usr/sbin/tcpd /usr/sbin/tftpd /srv',
    ],
    ['tftp dgram udp wait nobody.tty /a a', 'tftp', 'tftp.service', 'User=nobody\nGroup=tty'],
    ['127.0.0.1:7000 stream tcp nowait root /a a', '7000', '7000.socket', 'ListenStream=127.0.0.1:7000'],
    ['[::1]:7000 stream tcp6 nowait root /a a', '7000', '7000.socket', 'ListenStream=[::1]:7000'],
    ['7000 stream tcp nowait root /a a "b c" \'d\'', '7000', '7000@.service', "ExecStart=-@/a a 'b c' d"],
    ['7000\tstream\ttcp4\tnowait\troot\t/a\ta', '7000', '7000.socket', 'ListenStream=0.0.0.0:7000'],
    ['7000 stream tcp46 nowait root /a a', '7000', '7000.socket', 'ListenStream=7000\n'],
    ['*:7000 stream tcp nowait root /a a', '7000', '7000.socket', 'ListenStream=7000\n'],
    ['7000 stream tcp nowait acme:www /a a', '7000', '7000@.service', 'User=acme\nGroup=www'],
    ['7000 stream tcp,rcvbuf=64k,sndbuf=1m nowait root /a a', '7000', '7000.socket', 'ReceiveBuffer=64K'],
    ['127.0.0.1:\n7000 stream tcp nowait root /a a', '7000', '7000.socket', 'ListenStream=127.0.0.1:7000'],
    ['127.0.0.1:\n*:\n7000 stream tcp nowait root /a a', '7000', '7000.socket', 'ListenStream=7000\n'],
    ['7000 stream tcp wait root /a a', '7000', '7000.service', 'StandardInput=socket'],
    ['  7000 stream tcp nowait root /a\r', '7000', '7000@.service', 'ExecStart=-/a\n'],
  ])('%s', (line, name, unit, text) => {
    expect(unitText(inetd(line).get(name), unit)).toContain(text);
  });

  test.each([
    ['ftp stream tcp nowait root', 'it has too few fields'],
    ['ftp stream', 'it has too few fields'],
    ['ftp tube tcp nowait root /a a', 'there is no socket type "tube"'],
    ['ftp stream tcp maybe root /a a', '"maybe" is neither wait nor nowait'],
    ['ftp', 'it has too few fields'],
    ['ftp stream tcp nowait root ""', 'it has too few fields'],
    ['| ftp stream tcp nowait root /a', 'there is no socket type "ftp"'],
  ])('%s is passed over', (line, reason) => {
    const { notes, stanzas } = parseInetd({ ...file(`${line}\nfinger stream tcp nowait root /f f\n`) });
    expect(notes.map(one => [one.span?.line, one.params.reason])).toEqual([[1, reason]]);
    expect(stanzas.map(one => one.service)).toEqual(['finger']);
  });

  test.each([
    ['tcpmux/+acme stream tcp nowait root /a a', 'tcpmux__acme'],
    ['nosuchport stream tcp nowait root /a a', 'nosuchport'],
    ['7000 dgram udp nowait root /a a', '7000'],
    ['7000 raw ip wait root /a a', '7000'],
    ['/run/acme.sock stream unix nowait root /a a', '_run_acme.sock'],
    ['acme.example.com:7000 stream tcp nowait root /a a', '7000'],
    ['7000 stream tcp nowait root a a', '7000'],
  ])('%s: no unit, and a finding at the line', (line, name) => {
    const found = inetd(line).get(name);
    expect([found?.units.length, codes(found)]).toEqual([0, ['2: SV250']]);
  });

  test('a size that is none, and an option that is none, are findings of a unit', () => {
    const found = inetd('7000 stream tcp,rcvbuf=big,backlog=9 nowait root /a a').get('7000');
    expect(codes(found)).toEqual(['2: SV250', '2: SV250']);
    expect(found?.units).toHaveLength(2);
  });

  test('a line that is switched off is a comment', () => {
    expect(inetd('#<off># ftp stream tcp nowait root /a a').has('ftp')).toBe(false);
  });

  test('services of its own, rpc and a rate are findings', () => {
    expect(codes(inetd('echo stream tcp nowait root internal').get('echo'))).toEqual(['2: SV254']);
    expect(codes(inetd('rstatd/1 dgram rpc/udp wait root /a a').get('rstatd_1'))).toEqual(['2: SV250']);
    for (const most of ['.40', ':40', '/40'])
      expect(codes(inetd(`ftp stream tcp nowait${most} root /a a`).get('ftp'))).toEqual(['2: SV250']);
  });
});

test.each([
  ['10.0.0.0', ['10.0.0.0/8']],
  ['10.1.2.3', ['10.1.2.3']],
  ['10.1', ['10.1.0.0/16']],
  ['0.0.0.0', ['any']],
  ['10.1.2.0/23', ['10.1.2.0/23']],
  ['10.1.{4,5}', ['10.1.4.0/24', '10.1.5.0/24']],
  ['fe80::/64', ['fe80::/64']],
  ['localhost', ['localhost']],
  ['300.1.1.1', undefined],
  ['.example.com', undefined],
  ['10.0.0.0/99', undefined],
])('networksOf %s', (value, networks) => {
  expect(networksOf(value)).toEqual(networks);
});

test('portTable reads names, aliases and comments; numbers are themselves', () => {
  const ports = portTable({ text: 'acme 7001/tcp acmed # x\nbad\nworse x/tcp\n' });
  expect([ports('acmed', 'tcp'), ports('acme', 'udp'), ports('ftp', 'tcp'), ports('99', 'tcp')]).toEqual([
    '7001',
    undefined,
    '21',
    '99',
  ]);
});
