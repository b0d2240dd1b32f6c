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

table(
  'variables from outside',
  ['SV406'],
  [
    ['an argument', `${P} -d $HOME &`, {}, ['SV406 7 variable=HOME']],
    ['… of a user', `su acme -c "${P} -d $HOME" &`, {}, ['SV406 7 variable=HOME now=that of User=']],
    ['a language, of a user', `su acme -c "${P} -d $LANG" &`, {}, ['SV406 7 variable=LANG']],
    ['a directory', `cd $HOME\n${P} &`, {}, ['SV406 8 variable=HOME']],
    ['exported', `export DATA=$HOME/data\n${P} &`, {}, ['SV406 8 variable=HOME']],
    ['each once', `touch $HOME/a\n${P} -d $HOME -l $LANG &`, {}, ['SV406 7 variable=HOME', 'SV406 8 variable=LANG']],
    ['PATH in PATH', `export PATH=$PATH:/opt/acme\n${P} &`, {}, []],
    ['another', `${P} -d $ACME &`, {}, []],
  ],
);

table(
  'variables of the script',
  ['SV412', 'SV419'],
  [
    ['computed', `export HOST=$(uname -n)\n${P} &`, {}, ['SV412 7 variable=HOST command=$(uname -n)']],
    ['a secret', `export DB_PASSWORD=x\n${P} &`, {}, ['SV419 7 name=DB_PASSWORD']],
    ['a secret beside the command', `API_KEY=x ${P} &`, {}, ['SV419 7 name=API_KEY']],
    ['an empty one', `export DB_PASSWORD=\n${P} &`, {}, []],
    ['a name that only begins so', `export PASSWORD_FILE=/etc/x\n${P} &`, {}, []],
    ['set, and not exported', `TOKEN=x\n${P} &`, {}, []],
    ['not for the daemon', `TOKEN=x touch /a\n${P} &`, {}, []],
  ],
);

const MASK = 'what=umask 077 directive=UMask=';
table(
  'the mask',
  ['SV417'],
  [
    ['set after a file was made', `touch /a\numask 077\n${P} &`, {}, [`SV417 7 ${MASK}`]],
    ['a folder', `mkdir /a\numask 077\n${P} &`, {}, [`SV417 7 ${MASK}`]],
    ['two files', `touch /a\ntouch /b\numask 077\n${P} &`, {}, [`SV417 7 ${MASK}`]],
    ['set before', `umask 077\ntouch /a\n${P} &`, {}, []],
    ['what init gave', `touch /a\numask 022\n${P} &`, {}, []],
    ['nothing is made', `chmod 600 /a\numask 077\n${P} &`, {}, []],
    [
      'a line of a shell makes it',
      `[ -e /b ] && touch /a\numask 077\n${P} &`,
      {},
      ['SV417 7 what=umask 077 directive=UMask='],
    ],
    ['a helper makes it', `[ -p /b ] && touch /a\numask 077\n${P} &`, {}, []],
  ],
);

table(
  'files of another user',
  ['SV424'],
  [
    ['given', `chown acme /srv/acme\n${P} &`, {}, ['SV424 8 program=acmed owner=acme']],
    ['made', `install -d -o acme /srv/acme\n${P} &`, {}, ['SV424 8 program=acmed owner=acme']],
    ['by root to root', `chown root /srv/acme\n${P} &`, {}, []],
    ['by number', `chown 0 /srv/acme\n${P} &`, {}, []],
    ['of the group only', `chown :acme /srv/acme\n${P} &`, {}, []],
    ['the program runs as a user', `chown acme /srv/acme\nsu acme -c ${P} &`, {}, []],
    ['it is told the user', `chown acme /srv/acme\n${P} -u acme &`, {}, []],
    ['… with a sign', `chown acme /srv/acme\n${P} --user=acme:acme &`, {}, []],
    ['told a longer name', `chown acme /srv/acme\n${P} -u acme2 &`, {}, ['SV424 8 program=acmed owner=acme']],
    ['a shell', 'chown acme /srv/acme\n/bin/sh /srv/run &', {}, []],
    [
      'a program whose name ends like that of a shell',
      'chown acme /srv/acme\n/usr/sbin/acmesh &',
      {},
      ['SV424 8 program=acmesh owner=acme'],
    ],
    ['root’s first', `chown root /a\nchown acme /b\n${P} &`, {}, ['SV424 9 program=acmed owner=acme']],
    ['a oneshot', `chown acme /srv/acme\n${P}`, { stop: 'rm /a' }, []],
  ],
);

const ON = { before: SOURCED, settings: { '/etc/sysconfig/acmed': 'ON=yes\n' } };
const APPEND = 'directive=StandardOutput=append: version=240 instead=a redirection by a shell';
const TRUNCATE = 'directive=StandardOutput=truncate: version=248 instead=a redirection by a shell';
const GATE = 'directive=ExecCondition= version=243 instead=a test in the helper';
const PLUS = 'directive=the prefix "+" version=231 instead=PermissionsStartOnly=yes, for all commands but ExecStart=';
table(
  'what a newer systemd says',
  ['SV426'],
  [
    ['append', `${P} >>/var/log/a &`, {}, [`SV426 7 ${APPEND}`]],
    ['truncate', `${P} 2>/var/log/a &`, {}, [`SV426 7 ${TRUNCATE}`]],
    ['truncate where only append is known', `${P} >/var/log/a &`, { target: 'debian11' }, [`SV426 7 ${TRUNCATE}`]],
    ['append there', `${P} >>/var/log/a &`, { target: 'debian11' }, []],
    ['a log on a new target', `${P} >/var/log/a &`, { target: 'rhel9' }, []],
    ['no log', `${P} </etc/a &`, {}, []],
    ['a gate', `[ "$ON" = yes ] || exit 0\n${P} &`, ON, [`SV426 7 ${GATE}`]],
    ['the first of two gates', `[ "$ON" = yes ] || exit 0\n[ -n "$ON" ] || exit 0\n${P} &`, ON, [`SV426 7 ${GATE}`]],
    ['a gate on a new target', `[ "$ON" = yes ] || exit 0\n${P} &`, { ...ON, target: 'rhel9' }, []],
    ['a gate that fails', `[ "$ON" = yes ] || exit 6\n${P} &`, ON, []],
    ['a gate on a file', `[ -e /a ] || exit 0\n${P} &`, ON, []],
    ['root beside a user', `touch /a\nsu acme -c ${P} &`, {}, [`SV426 8 ${PLUS}`]],
    ['… on a new target', `touch /a\nsu acme -c ${P} &`, { target: 'rhel9' }, []],
  ],
);
