import { describe, expect, test } from '@jest/globals';
import { SOURCED, started } from '../mapped.ts';

type Given = Parameters<typeof started>[1];
type Row = readonly [name: string, start: string, given: Given, notes: readonly string[]];

function table(name: string, codes: readonly string[], rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows.map(row => [...row] as const))('%s', (_, start, given, notes) => {
      expect(started(start, given).notes(...codes)).toEqual(notes);
    });
  });
}

const P = '/usr/sbin/acmed';
const ON = { before: SOURCED, settings: { '/etc/sysconfig/acmed': 'ON=yes\n' } };
const SV404 = 'setting=ON file=/etc/sysconfig/acmed';

table(
  'a setting that decides whether it starts',
  ['SV404'],
  [
    ['before it', `[ "$ON" = yes ] || exit 0\ndaemon ${P}`, ON, [`SV404 7 ${SV404} value=yes`]],
    [
      'in a file that is not there',
      `[ "$ON" = yes ] || exit 0\ndaemon ${P}`,
      { before: SOURCED },
      [`SV404 7 ${SV404}`],
    ],
    [
      'asked twice',
      `[ -n "$ON" ] || exit 0\n[ "$ON" = yes ] || exit 0\ndaemon ${P}`,
      ON,
      [`SV404 7 ${SV404} value=yes`],
    ],
    ['an if around it', `if [ "$ON" = yes ]; then daemon ${P}; fi`, ON, [`SV404 7 ${SV404} value=yes`]],
    [
      'of two',
      `[ "$ON" = yes -a "$UP" = no ] || exit 0\ndaemon ${P}`,
      { ...ON, settings: { '/etc/sysconfig/acmed': 'ON=yes\nUP=no\n' } },
      [`SV404 7 ${SV404} value=yes`, 'SV404 7 setting=UP file=/etc/sysconfig/acmed value=no'],
    ],
    ['after it', `daemon ${P}\n[ "$ON" = yes ] || exit 0\ntouch /a`, ON, []],
    ['in a function that was left', `f() { [ "$ON" = yes ] || return\ntouch /a\n}\nf\ndaemon ${P}`, ON, []],
    ['how it starts, not whether', `if [ "$ON" = yes ]; then daemon ${P} -x; else daemon ${P}; fi`, ON, []],
    ['of one of two', `if [ "$ON" = yes ]; then daemon ${P}; fi\nif [ -e /b ]; then daemon ${P}; fi`, ON, []],
    ['no settings file has it', `[ "$ON" = yes ] || exit 0\ndaemon ${P}`, {}, []],
    ['no daemon', '[ "$ON" = yes ] || exit 0\ntouch /a', { ...ON, stop: 'rm -f /a' }, [`SV404 7 ${SV404} value=yes`]],
  ],
);

table(
  'loops',
  ['SV211', 'SV903'],
  [
    [
      'that start it again',
      `while :; do ${P}; sleep 1; done &`,
      {},
      [`SV211 7 program=${P} restart=always now=the unit has it`],
    ],
    [
      '… in a helper',
      `while :; do ${P}; [ -e /run/a.stop ] && break; done &`,
      {},
      [`SV211 7 program=${P} restart=always`],
    ],
    ['until', `until false; do ${P}; done &`, {}, [`SV211 7 program=${P} restart=always now=the unit has it`]],
    [
      'that the script waits for',
      `while [ -e /a ]; do ${P}; done`,
      {},
      [`SV903 7 reason=while [ -e /a ]; do ${P}; done`],
    ],
    [
      'with another program',
      `while :; do ${P}; /usr/sbin/tell; done &`,
      {},
      [`SV903 7 reason=while :; do ${P}; /usr/sbin/tell; done`],
    ],
    ['over files', `for f in /srv/*; do\n${P} $f &\ndone`, {}, ['SV903 7 reason=for f in /srv/*; do …']],
    ['that only wait', `${P} &\nwhile [ ! -e /a ]; do sleep 1; done`, {}, []],
  ],
);

table(
  'waits',
  ['SV222'],
  [
    ['a sleep', `${P} &\nsleep 5`, {}, ['SV222 8 what=sleep 5']],
    ['a loop', `${P} &\nwhile [ ! -e /a ]; do sleep 1; done`, {}, ['SV222 8 what=while [ ! -e /a ]; do sleep 1; done']],
    ['the first of them', `${P} &\nsleep 5\nsleep 6`, {}, ['SV222 8 what=sleep 5']],
    ['before it', `sleep 5\n${P} &`, {}, []],
    ['the helper still waits', `A=$(ls)\n${P} $A &\nsleep 5\n/usr/sbin/post`, {}, []],
    ['a oneshot', `${P}\nsleep 5`, { stop: '/usr/sbin/acmectl stop' }, []],
    ['the pause of a restart', `while :; do ${P}; sleep 5; done &`, {}, []],
    ['a wait behind such a loop', `while :; do ${P}; sleep 5; done &\nsleep 2`, {}, ['SV222 8 what=sleep 2']],
  ],
);

table(
  'instances of one program',
  ['SV230'],
  [
    ['one statement of a loop', `for i in a b; do daemon ${P} -$i; done`, {}, [`SV230 7 list=${P} -a; ${P} -b`]],
    ['always the same line', `for i in a b; do daemon ${P}; done`, {}, []],
    ['two statements', `daemon ${P} -a\ndaemon ${P} -b`, {}, []],
    ['two programs', `for i in a b; do daemon /usr/sbin/$i; done`, {}, []],
    ['one', `daemon ${P}`, {}, []],
  ],
);

table(
  'work that somebody else does',
  ['SV219'],
  [
    ['cron', 'crontab /etc/acme.cron', {}, ['SV219 7 program=crontab /etc/acme.cron by=cron']],
    ['at', 'at -f /etc/acme.at now', {}, ['SV219 7 program=what it is given by=at']],
    [
      'docker run',
      '/usr/bin/docker run -d acme',
      {},
      ['SV219 7 program=/usr/bin/docker run -d acme by=the Docker daemon'],
    ],
    ['docker start', '/usr/bin/docker -H x start acme', {}, []],
    [
      'docker, options first',
      '/usr/bin/docker --debug start acme',
      {},
      ['SV219 7 program=/usr/bin/docker --debug start acme by=the Docker daemon'],
    ],
    ['docker, another verb', '/usr/bin/docker pull acme', {}, []],
    ['virsh start', '/usr/bin/virsh start acme', {}, ['SV219 7 program=/usr/bin/virsh start acme by=libvirt']],
    ['virsh create', '/usr/bin/virsh create acme', {}, ['SV219 7 program=/usr/bin/virsh create acme by=libvirt']],
    ['virsh list', '/usr/bin/virsh list', {}, []],
    ['another host', '/usr/bin/ssh acme acmed', {}, ['SV219 7 program=/usr/bin/ssh acme acmed by=another host']],
    ['a container', '/usr/bin/lxc-start -n acme', {}, ['SV219 7 program=/usr/bin/lxc-start -n acme by=LXC']],
    [
      'a transient unit',
      '/usr/bin/systemd-run acmed',
      {},
      ['SV219 7 program=/usr/bin/systemd-run acmed by=systemd-run'],
    ],
    ['itself', P, {}, []],
  ],
);

table(
  'a program that PATH finds',
  ['SV233'],
  [
    ['by env', 'acmed -x &', {}, ['SV233 7 program=acmed path=/usr/bin/env acmed how=it looks in PATH']],
    ['by its path', `${P} &`, {}, []],
    ['in a helper', 'A=$(ls)\nacmed $A &', {}, []],
    ['behind a shell', 'acmed >>/var/log/a.log &', {}, []],
  ],
);

const WIDE = `case $(id) in ${[...'abcdefghijklmnopqr'].map(c => `${c}) M=${c};;`).join(' ')} esac`;
table(
  'too many alternatives',
  ['SV904'],
  [
    ['an argument', `${WIDE}\n${P} -m $M &`, {}, ['SV904 8 count=more than 16 what=argument 2']],
    ['the program', `${WIDE}\n/usr/sbin/$M &`, {}, ['SV904 8 count=more than 16 what=the program']],
    ['a variable', `${WIDE}\nexport M\n${P} &`, {}, ['SV904 9 count=more than 16 what=$M']],
    ['few', `case $(id) in a) M=a;; *) M=b;; esac\n${P} -m $M &`, {}, []],
  ],
);

table(
  'quotes in a value',
  ['SV415'],
  [
    [
      'double',
      `${P} $ON &`,
      { before: SOURCED, settings: { '/etc/sysconfig/acmed': 'ON=\'-n "a b"\'\n' } },
      ['SV415 7 setting=ON value=-n "a b"'],
    ],
    ['in quotes', `${P} "$ON" &`, { before: SOURCED, settings: { '/etc/sysconfig/acmed': 'ON=\'-n "a b"\'\n' } }, []],
    ['none', `${P} $ON &`, ON, []],
  ],
);

table(
  'a start that leaves nothing behind',
  ['SV229'],
  [
    ['nothing at all', 'echo hello', { stop: 'true' }, ['SV229 - reason=it starts nothing']],
    [
      'programs that end',
      'touch /a',
      { stop: 'rm /a' },
      ['SV229 7 reason=its programs are taken to end by themselves'],
    ],
    ['several that stay', `daemon ${P}\ndaemon /usr/sbin/acmeq`, {}, []],
    ['a daemon', `daemon ${P}`, {}, []],
  ],
);
