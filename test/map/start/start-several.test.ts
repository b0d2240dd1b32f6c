import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from '../harness.ts';

const LINES = /^(?:Type|RemainAfterExit|User|PermissionsStartOnly|ExecStart\w*)=/;

function lines(start: string, stop: string, target = 'rhel7') {
  return converted(rhel({ start, stop }), { target })
    .lines.filter(line => LINES.test(line))
    .map(line => line.replace('/bin/', ''));
}

describe('what was simply called before the last program may stay: no line of ExecStartPre=, whose processes systemd ends', () => {
  const ONESHOT = ['Type=oneshot', 'RemainAfterExit=yes'];

  test.each<[string, string, string, readonly string[]]>([
    ['two programs', '/opt/one\n/opt/two', '/opt/off', [...ONESHOT, 'ExecStart=-/opt/one', 'ExecStart=/opt/two']],
    [
      'where a status looks for a process',
      '/opt/one\n/opt/two',
      '/opt/off; [ -f /var/run/acmed.pid ] && cat /var/run/acmed.pid',
      [...ONESHOT, 'ExecStart=-/opt/one', 'ExecStart=/opt/two'],
    ],
    [
      'tools and the test of a program by itself end',
      'mkdir -p /srv/a\n/opt/two -t\n/opt/two',
      '/opt/off',
      [...ONESHOT, 'ExecStartPre=-mkdir -p /srv/a', 'ExecStartPre=-/opt/two -t', 'ExecStart=/opt/two'],
    ],
    [
      'a pid file tells which one stays',
      '/opt/one\n/opt/two',
      'killproc -p /var/run/two.pid two',
      ['Type=forking', 'ExecStartPre=-/opt/one', 'ExecStart=/opt/two'],
    ],
    [
      'PermissionsStartOnly= tells them apart from root',
      '/opt/one\nsu acme -c /opt/two',
      '/opt/off',
      [...ONESHOT, 'User=acme', 'PermissionsStartOnly=yes', 'ExecStartPre=-/opt/one', 'ExecStart=/opt/two'],
    ],
  ])('%s', (_, start, stop, expected) => {
    expect(lines(start, stop)).toEqual(expected);
  });

  test('as root before a program of another user', () => {
    expect(lines('/opt/one\nsu acme -c /opt/two', '/opt/off', 'rhel9')).toEqual([
      ...ONESHOT,
      'User=acme',
      'ExecStart=-+/opt/one',
      'ExecStart=/opt/two',
    ]);
  });
});

test('what follows the control program that starts the service is behind it', () => {
  expect(lines('/opt/ctl start\n/opt/ctl started', '/opt/ctl stop')).toEqual([
    'Type=oneshot',
    'RemainAfterExit=yes',
    'ExecStart=/opt/ctl start',
    'ExecStartPost=-/opt/ctl started',
  ]);
});
