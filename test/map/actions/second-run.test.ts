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

  test('with what the first run exports and sets', () => {
    const { lines } = conversion(
      'export ACME=1; umask 077\n[ $UID = 0 ] && exec su acme -c "$0 $1"',
      '/usr/sbin/acmed &',
    );
    expect(lines).toContain('Environment=ACME=1');
    expect(lines).toContain('UMask=0077');
  });

  test('behind a test that both of them make', () => {
    const { lines, confidence } = conversion(
      '[ -x /usr/sbin/acmed ] || exit 5\n[ $UID = 0 ] && exec su acme -c "$0 $1"',
    );
    expect(lines).toEqual(UNIT);
    expect(confidence).toBe('proved');
  });

  test('in another environment', () => {
    const { lines, codes } = conversion('[ "$ACME" = 1 ] || ACME=1 exec "$0" "$@"', '/usr/sbin/acmed &');
    expect(lines).toContain('Environment=ACME=1');
    expect(codes).not.toContain('SV242');
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
  ])('%s', (_, before) => {
    expect(conversion(before).confidence).not.toBe('proved');
  });
});
