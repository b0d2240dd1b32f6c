import { describe, expect, test } from '@jest/globals';
import { parseInittab } from '../../src/sources/inittab/parse.ts';
import { codes, services, unitText } from './harness.ts';

const parse = (text: string) => parseInittab({ path: '/etc/inittab', text, sha256: '', executable: false });

describe('parseInittab', () => {
  test('reads fields, keeps colons in the process, drops the + and comments', () => {
    const { entries, notes } = parse('# a\n\n  x1:23:Respawn:/a\nx2:35s:respawn:+/bin/a b:c \n');
    expect(entries.map(({ id, levels, action, process }) => [id, levels, action, process])).toEqual([
      ['x2', '35S', 'respawn', '/bin/a b:c'],
    ]);
    expect(notes.map(one => [one.span?.line, one.params.reason])).toEqual([[3, 'init has no action "Respawn"']]);
  });

  test.each([
    [':3:respawn:/a', 'it has no id'],
    ['x', 'the field of run levels is missing'],
    ['x:3', 'the field of the action is missing'],
    ['toolong:3:respawn:/a', 'the id "toolong" is longer than 4 characters'],
    ['x:0123456789ab:respawn:/a', 'the field of run levels is longer than 11 characters'],
    [`x:3:respawn:/${'a'.repeat(127)}`, 'the process is longer than 127 characters'],
    ['x:3:respawn:', 'it names no process'],
    ['y:3:off:\ny:3:respawn:/a', 'the id "y" is taken by line 1'],
  ])('%j is passed over', (text, reason) => {
    const { notes } = parse(`${text}\nok:3:respawn:/b\n`);
    expect(notes.map(one => one.params.reason)).toEqual([reason]);
    expect(parse(`${text}\nok:3:respawn:/b\n`).entries.at(-1)?.id).toBe('ok');
  });

  test('a carriage return at the end is no part of the process', () => {
    expect(parse('x:3:once:/a b\r\n').entries[0]?.process).toBe('/a b');
  });
});

describe('units', () => {
  const one = (line: string, target?: string) => services({ '/etc/inittab': `${line}\n` }, target).get('inittab-x');

  test('respawn is a service that is started again for ever, in the words of each version', () => {
    expect(unitText(one('x:345:respawn:/opt/acme/bin/watch --all'))).toBe(`[Unit]
Description=/opt/acme/bin/watch --all (x of inittab)

[Service]
Type=simple
ExecStart=/opt/acme/bin/watch --all
Restart=always
RestartSec=1
StartLimitInterval=0
IgnoreSIGPIPE=no

[Install]
WantedBy=multi-user.target
`);
    expect(unitText(one('x:345:respawn:/opt/acme/bin/watch', 'debian12'))).toContain('StartLimitIntervalSec=0\n');
  });

  test.each([
    ['x:3:wait:/a', 'Type=oneshot'],
    ['x:3:once:/a', 'Type=simple\nRemainAfterExit=yes'],
    ['x:5:once:/a', 'WantedBy=graphical.target'],
    ['x:1:once:/a', 'WantedBy=rescue.target'],
    ['x::respawn:/a', 'WantedBy=multi-user.target'],
    ['x::bootwait:/a', 'WantedBy=basic.target'],
    ['x::sysinit:/a', 'DefaultDependencies=no\nConflicts=shutdown.target\nBefore=sysinit.target shutdown.target'],
    ['x:3:once:/a "b c" \'d\'', "ExecStart=-/a 'b c' d"],
    ['x:3:once:/a b >/dev/console 2>&1', "ExecStart=-/bin/sh -c 'exec /a b >/dev/console 2>&1'"],
    ['x:3:once:/a $RUNLEVEL', "ExecStart=-/bin/sh -c 'exec /a $$RUNLEVEL'"],
    ['x:3:once:/a 50%', 'ExecStart=-/a 50%%'],
    ['x:a:ondemand:/a', 'ExecStart=-/a'],
    ['x::kbrequest:/a', 'WantedBy=kbrequest.target'],
  ])('%s', (line, text) => {
    expect(unitText(one(line))).toContain(text);
  });

  test('what is on demand or for the shutdown is not wanted by any target', () => {
    expect(unitText(one('x:a:ondemand:/a'))).not.toContain('[Install]');
    expect(unitText(one('x:06:wait:/a'))).not.toContain('[Install]');
    expect(codes(one('x:06:wait:/a'))).toEqual(['1: SV504']);
  });

  test('a program that is not absolute is found by the shell', () => {
    expect(unitText(one('x:3:once:watch all'))).toContain("ExecStart=-/bin/sh -c 'exec watch all'");
  });

  test('waits for entries before it that init waited for', () => {
    const found = services({ '/etc/inittab': 'w:3:wait:/a\nl3:3:wait:/etc/rc.d/rc 3\nx:3:respawn:/b\n' });
    expect(unitText(found.get('inittab-x'))).toContain('After=inittab-w.service');
    expect(codes(found.get('inittab-x'))).toContain('3: SV340');
    expect(codes(found.get('inittab-w'))).not.toContain('1: SV340');
  });

  test.each([
    ['powerfail', 'O* | L*) ;;\n*) /sbin/down ;;'],
    ['powerwait', 'O* | L*) ;;\n*) /sbin/down ;;'],
    ['powerokwait', 'case $status in\nO*) /sbin/down ;;'],
    ['powerfailnow', 'case $status in\nL*) /sbin/down ;;'],
  ])('%s asks the power status', (action, text) => {
    const service = one(`x::${action}:/sbin/down`);
    expect(service?.files[0]?.content).toContain(text);
    expect(unitText(service)).toContain('WantedBy=sigpwr.target');
  });
});

describe('the rest of the file', () => {
  const rest = (text: string, more = {}, target?: string) =>
    services({ '/etc/inittab': text, ...more }, target).get('inittab');

  test.each([
    ['id:5:initdefault:', 'rhel7', '1: SV530', 'graphical.target'],
    ['id:3:initdefault:', 'rhel7', '1: SV530', 'multi-user.target'],
    ['id:2:initdefault:', 'debian12', '1: SV530', 'graphical.target'],
    ['id:S:initdefault:', 'rhel7', '1: SV530', 'rescue.target'],
    ['id:6:initdefault:', 'rhel7', '1: SV250', 'no level to boot to'],
    ['S0:23:respawn:/sbin/agetty -L 9600 ttyS0 vt100', 'rhel7', '1: SV531', 'serial-getty@ttyS0.service'],
    ['9:2:respawn:/sbin/mingetty tty9', 'rhel7', '1: SV531', 'getty@tty9.service'],
    ['co:2:respawn:/sbin/getty 38400 console', 'rhel7', '1: SV531', 'console-getty.service'],
    ['ca::ctrlaltdel:/usr/bin/logger no', 'rhel7', '1: SV532', 'logger no'],
  ])('%s for %s', (line, target, code, message) => {
    const service = rest(`${line}\n`, {}, target);
    expect(codes(service)).toEqual([code]);
    expect(service?.findings[0]?.message).toContain(message);
    expect(service?.tier).toBe('not-a-service');
  });

  test('the lines of the distribution are accounted for without a word', () => {
    const service = rest(
      'si::sysinit:/etc/rc.d/rc.sysinit\nl3:3:wait:/etc/rc.d/rc 3\nca::ctrlaltdel:/sbin/shutdown -t3 -r now\n1:2345:respawn:/sbin/mingetty tty1\nx:5:respawn:/etc/X11/prefdm -nodaemon\n~~:S:wait:/sbin/sulogin\nxx:3:off:/a\n',
    );
    expect(codes(service)).toEqual([]);
    expect(service?.statements.places.noise).toBe(7);
  });

  test('where Upstart boots, only the default run level counts', () => {
    const text = 'id:3:initdefault:\nx:3:respawn:/a\n';
    const found = services({ '/etc/inittab': text, '/etc/init/rcS.conf': 'start on startup\n' });
    expect(found.has('inittab-x')).toBe(false);
    expect(codes(found.get('inittab'))).toEqual(['1: SV530', '2: SV253']);
  });

  test('lines of others are empty in the view, at their numbers', () => {
    const found = services({ '/etc/inittab': 'id:3:initdefault:\nx:3:respawn:/a\n' });
    expect(found.get('inittab-x')?.text).toBe('\nx:3:respawn:/a\n');
  });
});
