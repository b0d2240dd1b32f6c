import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const DIRECTIVES = /^(?:Type|User|UMask|Environment|Exec\w+)=/;

function conversion(before: string, start = 'umask 027\n/usr/sbin/acmed &') {
  const { lines, service } = converted(rhel({ start, stop: 'killall acmed; rm -f /srv/acme/up' }, before));
  return {
    lines: lines.filter(line => DIRECTIVES.test(line)),
    tier: service.tier,
    confidence: service.confidence,
    codes: service.findings.map(one => one.code),
  };
}

const UNIT = ['User=acme', 'UMask=0027', 'ExecStart=/usr/sbin/acmed', 'ExecStopPost=-/bin/rm -f /srv/acme/up'];

describe('a script that does nothing but to call itself as another user is what that call does', () => {
  test.each<[string, string]>([
    ['whoami', 'if [ "$(whoami)" != acme ]; then exec su acme -c "$0 $*"; fi'],
    ['id -un', 'if [ `id -u -n` != "acme" ]; then exec su acme -c "$0 $1"; fi'],
    ['id -u', '[ $(id -u) -ne 0 ] || exec su -s /bin/sh acme -c "$0 $@"'],
    ['$UID, and its status', 'if [ $UID -eq 0 ]; then su acme -c "/etc/rc.d/init.d/acmed $1"; exit $?; fi'],
    ['$EUID in brackets', 'if [[ $EUID == 0 ]]; then sudo -u acme "$0" "$@"; exit; fi'],
    ['$USER, which init does not set', 'if [ "$USER" != "acme" ]; then runuser acme -c "$0 $1"; exit $?; fi'],
    ['$LOGNAME', '[ "$LOGNAME" = acme ] || { su acme -c "$0 $1"; exit; }'],
  ])('by %s', (_, before) => {
    const found = conversion(before);
    expect(found.lines).toEqual(UNIT);
    expect(found.confidence).toBe('proved');
    expect(found.codes).not.toContain('SV242');
    expect(found.codes).not.toContain('SV255');
  });

  test('with what both of them export', () => {
    const { lines } = conversion('export ACME=1\n[ $UID = 0 ] && exec su acme -c "$0 $1"', '/usr/sbin/acmed &');
    expect(lines).toContain('User=acme');
    expect(lines).toContain('Environment=ACME=1');
  });

  test('whom a settings file names today', () => {
    const before = 'RUNAS=acme\n[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed\n';
    const call = 'if [ "$(id -un)" != "$RUNAS" ]; then exec su $RUNAS -c "$0 $*"; fi';
    const text = rhel({ start: '/usr/sbin/acmed &', stop: 'killall acmed' }, before + call);
    const { lines, codes } = converted(text, { settings: { '/etc/sysconfig/acmed': 'RUNAS=bob\n' } });
    expect(lines).toContain('User=bob');
    expect(codes).toContain('SV401');
    expect(codes).not.toContain('SV242');
  });

  test('in a login shell, whose home no text tells', () => {
    const call = '[ $UID = 0 ] && exec su - acme -c "$0 $1"';
    const { lines, confidence } = conversion(call, 'cd /opt/acme\n/opt/acme/bin/acmed &');
    expect(lines).toContain('ExecStart=/bin/bash -lc \'exec "$$0" "$$@"\' /opt/acme/bin/acmed');
    expect(confidence).toBe('proved');
  });

  test('behind a test that both of them make', () => {
    const { lines, confidence } = conversion(
      '[ -x /usr/sbin/acmed ] || exit 5\n[ $UID = 0 ] && exec su acme -c "$0 $1"',
    );
    expect(lines).toEqual(UNIT);
    expect(confidence).toBe('proved');
  });
});

describe('a second run does not stand for a first one that does something itself', () => {
  test.each<[string, string]>([
    ['a folder', 'if [ $UID = 0 ]; then mkdir -p /srv/acme; exec su acme -c "$0 $1"; fi'],
    ['where only the run knows', 'if [ -e /etc/acme ]; then exec su acme -c "$0 $1"; fi'],
    [
      'where a test of the first keeps it',
      'if [ $UID = 0 ]; then [ -f /etc/acme ] || exit 6; exec su acme -c "$0 $1"; fi',
    ],
    ['that never ends', 'exec su acme -c "$0 $1"'],
    ['in the background', 'if [ $UID = 0 ]; then su acme -c "$0 $1" & exit 0; fi'],
    ['in the background of its shell', 'if [ $UID = 0 ]; then su acme -c "nohup $0 $1 &"; exit 0; fi'],
    ['with an output of its own', 'if [ $UID = 0 ]; then exec su acme -c "$0 $1" >/var/log/acme; fi'],
    ['behind a file that nobody could read', 'if [ $UID = 0 ]; then exec su acme -c ". /opt/acme/env; $0 $1"; fi'],
    ['of a user whom only the run knows', 'if [ $UID = 0 ]; then exec su "$(stat -c %U /opt/acme)" -c "$0 $1"; fi'],
    ['in another state', 'if [ $UID = 0 ]; then umask 077; exec su acme -c "$0 $1"; fi'],
    ['in a folder of its own', 'if [ $UID = 0 ]; then cd /opt/acme; exec su acme -c "$0 $1"; fi'],
    ['in another environment', '[ "$ACME" = 1 ] || ACME=1 exec "$0" "$@"'],
    ['with what it alone exports', 'if [ $UID = 0 ]; then export ACME=1; exec su acme -c "$0 $1"; fi'],
    ['where the user may read a file', '[ -r /etc/acme ] || exit 6\n[ $UID = 0 ] && exec su acme -c "$0 $1"'],
    ['where each has an own answer', '[ -f "$HOME/.acme" ] || exit 6\n[ $UID = 0 ] && exec su - acme -c "$0 $1"'],
  ])('%s', (_, before) => {
    const { confidence, lines } = conversion(before);
    expect(confidence).not.toBe('proved');
    expect(lines).not.toContain('User=acme');
  });

  test.each<[string, string]>([
    ['which works in the home of its login shell', 'touch run/x\nbin/acmed &'],
    ['which changes the user again', '/usr/sbin/acmed &\nsu bob -c /usr/sbin/bobd'],
  ])('%s', (_, start) => {
    const { confidence, lines } = conversion('[ $UID = 0 ] && exec su - acme -c "$0 $1"', start);
    expect(confidence).not.toBe('proved');
    expect(lines).not.toContain('User=acme');
  });

  test('where another action stays what it is', () => {
    const start = 'if [ $UID = 0 ]; then exec su acme -c "$0 start"; fi\n/usr/sbin/acmed &';
    const { service, lines } = converted(rhel({ start, stop: '/usr/sbin/acmectl stop' }));
    expect(lines).not.toContain('User=acme');
    expect(service.confidence).not.toBe('proved');
  });
});
