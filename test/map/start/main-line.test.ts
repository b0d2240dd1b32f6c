import { describe, expect, test } from '@jest/globals';
import { started } from '../mapped.ts';

const SHELL = (text: string, rest: string): string => `/bin/sh -c 'exec "$$0" "$$@"${text}' ${rest}`;
const HELPER = '/usr/libexec/sysv2systemd/acmed/start';
const P = '/usr/sbin/acmed';

describe('the command line', () => {
  test.each<[string, string, string, string]>([
    ['plain', `${P} -x &`, 'rhel7', `${P} -x`],
    ['a log that 219 cannot append to', `${P} >>/var/log/a.log &`, 'rhel7', SHELL(' >>/var/log/a.log', P)],
    ['… and a newer one can', `${P} >>/var/log/a.log &`, 'rhel9', P],
    [
      '… but not to be made by a step first',
      `mkdir /var/log/acme\n${P} >>/var/log/acme/a.log &`,
      'rhel9',
      SHELL(' >>/var/log/acme/a.log', P),
    ],
    ['another folder that a step makes', `mkdir /var/log/acm\n${P} >>/var/log/acme/a.log &`, 'rhel9', P],
    ['truncate where only append is known', `${P} >/var/log/a.log &`, 'debian11', SHELL(' >/var/log/a.log', P)],
    [
      'one stream of two',
      `${P} >/var/log/a.log 2>>/var/log/b.log &`,
      'debian11',
      SHELL(' >/var/log/a.log 2>>/var/log/b.log', P),
    ],
    ['an input', `${P} </etc/acme.in >>/var/log/a.log &`, 'rhel9', SHELL(' </etc/acme.in >>/var/log/a.log', P)],
    ['a file that a variable names', `L=\`date\`\n${P} >>/var/log/$L &`, 'rhel9', HELPER],
    ['a descriptor that something else opened', `${P} >&5 &`, 'rhel9', HELPER],
    ['a log that root opens', `su acme -c ${P} >>/var/log/a.log &`, 'rhel7', HELPER],
    ['… is opened by systemd as root too', `su acme -c ${P} >>/var/log/a.log &`, 'rhel9', P],
    ['a log that the user opens', `su acme -c "${P} >>/var/log/a.log" &`, 'rhel7', SHELL(' >>/var/log/a.log', P)],
    ['root to root', `su root -c ${P} >>/var/log/a.log &`, 'rhel7', SHELL(' >>/var/log/a.log', P)],
    ['a login', `su - acme -c "${P} -x" &`, 'rhel7', `/bin/bash -lc 'cd; exec "$$0" "$$@"' ${P} -x`],
    [
      'what is set behind the login',
      `su - acme -c "A='x y' ${P} -x" &`,
      'rhel7',
      `/bin/bash -lc "cd; export A='x y'; exec \\"$$0\\" \\"$$@\\"" ${P} -x`,
    ],
    ['… and what nobody knows', `B=\`date\`\nsu - acme -c "A=$B ${P}" &`, 'rhel7', HELPER],
    [
      'a login with a log',
      `su - acme -c "${P} -x >/tmp/a.log" &`,
      'rhel7',
      `/bin/bash -lc 'cd; exec "$$0" "$$@" >/tmp/a.log' ${P} -x`,
    ],
    ['a login of root', `su - -c "${P} -x" &`, 'rhel7', `/bin/bash -lc 'cd; exec "$$0" "$$@"' ${P} -x`],
    ['a login that goes elsewhere', `su - acme -c "cd /srv; ${P}" &`, 'rhel7', `/bin/bash -lc 'exec "$$0" "$$@"' ${P}`],
    [
      'a folder of a list alone',
      `cd /opt/acme && export A=1; ${P} &`,
      'rhel7',
      `/bin/sh -c 'cd /opt/acme; exec "$$0" "$$@"' ${P}`,
    ],
    ['a path below the directory', `cd /srv\n./acmed -x &`, 'rhel7', '/srv/acmed -x'],
  ])('%s', (_, start, target, line) => {
    expect(started(start, { target }).values('ExecStart')).toEqual([line]);
  });
});

describe('what becomes of the output', () => {
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    ['the journal', `${P} &`, 'rhel9', [], []],
    [
      'both to one file',
      `${P} >>/var/log/a.log 2>&1 &`,
      'rhel9',
      ['StandardOutput=append:/var/log/a.log', 'StandardError=append:/var/log/a.log'],
      ['SV408 7 file=/var/log/a.log mode=append'],
    ],
    [
      'each to its own',
      `${P} >>/var/log/a.log 2>/var/log/b.log &`,
      'rhel9',
      ['StandardOutput=append:/var/log/a.log', 'StandardError=truncate:/var/log/b.log'],
      ['SV408 7 file=/var/log/a.log mode=append', 'SV408 7 file=/var/log/b.log mode=truncate'],
    ],
    [
      'errors only',
      `${P} 2>>/var/log/b.log &`,
      'rhel9',
      ['StandardError=append:/var/log/b.log'],
      ['SV408 7 file=/var/log/b.log mode=append'],
    ],
    [
      'a percent sign',
      `${P} >>/var/log/a%n.log &`,
      'rhel9',
      ['StandardOutput=append:/var/log/a%%n.log'],
      ['SV408 7 file=/var/log/a%n.log mode=append'],
    ],
    ['a shell redirects', `${P} >>/var/log/a.log &`, 'rhel7', [], ['SV408 7 file=/var/log/a.log mode=append']],
    ['nowhere', `${P} >/dev/null &`, 'rhel9', [], ['SV409 7 stream=stdout']],
    ['errors nowhere', `${P} 2>/dev/null &`, 'rhel9', [], ['SV409 7 stream=stderr']],
    ['both nowhere', `${P} >/dev/null 2>&1 &`, 'rhel9', [], ['SV409 7 stream=stdout and stderr']],
  ])('%s', (_, start, target, lines, notes) => {
    const told = started(start, { target });
    expect(
      ['StandardOutput', 'StandardError'].flatMap(name => told.values(name).map(value => `${name}=${value}`)),
    ).toEqual(lines);
    expect(told.notes('SV408', 'SV409')).toEqual(notes);
  });

  test('its evidence is the command', () => {
    expect(started(`touch /a\n${P} >>/var/log/a.log &`, { target: 'rhel9' }).traced('StandardOutput')).toEqual([
      'append:/var/log/a.log (output, proved, 8)',
    ]);
  });
});

describe('the pid file', () => {
  const kill = 'kill `cat /var/run/acmed.pid`';
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    ['named by its own arguments', `${P} -p /var/run/acmed.pid`, kill, ['/run/acmed.pid (start, proved, 7)'], []],
    ['only signalled', `${P} -d`, kill, ['/run/acmed.pid (start, inferred, 7)'], ['SV208 7 path=/run/acmed.pid']],
    [
      'by killproc -p',
      `${P} -d`,
      'killproc -p /var/run/acmed.pid acmed',
      ['/run/acmed.pid (start, inferred, 7)'],
      ['SV208 7 path=/run/acmed.pid'],
    ],
    ['within an argument', `${P} --pid=/run/acmed.pid`, kill, ['/run/acmed.pid (start, proved, 7)'], []],
    [
      'told to the starter, and named',
      `daemon --pidfile /run/a.pid ${P} -p /run/a.pid`,
      'killproc acmed',
      ['/run/a.pid (start, proved, 7)'],
      [],
    ],
    ['told only to the starter', `daemon --pidfile /run/a.pid ${P}`, 'killproc acmed', [], []],
    [
      'told and signalled',
      `daemon --pidfile /run/a.pid ${P}`,
      'killproc -p /var/run/a.pid acmed',
      ['/run/a.pid (start, inferred, 7)'],
      ['SV208 7 path=/run/a.pid'],
    ],
    ['a percent sign', `${P} -p /run/a%i.pid`, 'kill `cat /run/a%i.pid`', ['/run/a%%i.pid (start, proved, 7)'], []],
    ['a blank', `${P} -p "/run/a b.pid"`, 'kill `cat "/run/a b.pid"`', [], []],
    ['not absolute', `${P} -p acmed.pid`, 'kill `cat acmed.pid`', [], []],
    ['none', `${P} -d`, 'killall acmed', [], []],
    ['a program in the foreground', `${P} -p /var/run/acmed.pid &`, kill, [], []],
  ])('%s', (_, start, stop, files, notes) => {
    const told = started(start, { stop });
    expect(told.traced('PIDFile')).toEqual(files);
    expect(told.notes('SV208')).toEqual(notes);
  });
});
