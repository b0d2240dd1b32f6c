import { describe, expect, test } from '@jest/globals';
import { mapService } from '../../../src/map/service.ts';
import { rhel } from '../harness.ts';
import { inputOf, started } from '../mapped.ts';

const LIBRARY: Readonly<Record<string, string>> = {
  rhel: '/etc/rc.d/init.d/functions',
  rhel2: '/etc/init.d/functions',
  lsb: '/lib/lsb/init-functions',
  vars: '/lib/init/vars.sh',
  suse: '/etc/rc.status',
};
/** Calls a function of each. */
const CALL: Readonly<Record<string, string>> = {
  rhel: 'action text /usr/sbin/x',
  rhel2: 'action text /usr/sbin/x',
  lsb: 'start_daemon /usr/sbin/acmed $(x)',
  suse: 'startproc /usr/sbin/acmed $(x)',
};

describe('a library that a helper needs', () => {
  test.each<[string, string, string | undefined]>([
    ['rhel', 'rhel7', undefined],
    ['rhel', 'rhel9', ' package=initscripts'],
    ['rhel2', 'rhel9', ' package=initscripts'],
    ['rhel', 'debian12', ''],
    ['rhel', 'sles15', ''],
    ['lsb', 'rhel7', ' package=redhat-lsb-core'],
    ['lsb', 'rhel9', ''],
    ['lsb', 'debian12', undefined],
    ['suse', 'rhel7', ''],
    ['suse', 'debian12', ''],
    ['suse', 'sles15', undefined],
  ])('%s on %s', (kind, target, note) => {
    const library = LIBRARY[kind];
    const { files, notes } = started(`. ${library}\n${CALL[kind]}\n/usr/sbin/acmed $(y) &\n/usr/sbin/post`, { target });
    expect(files[0]?.content).toContain(`. ${library}\n`);
    const found = notes('SV235')
      .filter(line => line.includes(`library=${library} `))
      .map(line => line.replace(/^.*helper=\S*/, ''));
    expect(found).toEqual(note === undefined ? [] : [note]);
  });

  test('once for several files', () => {
    const { notes, files } = started('action a /usr/sbin/a | cat\n/usr/sbin/acmed &\naction b /usr/sbin/b | cat', {
      target: 'debian12',
    });
    expect(files.length).toBeGreaterThan(1);
    expect(notes('SV235')).toEqual([`SV235 3 library=/etc/rc.d/init.d/functions helper=${files[0]?.path}`]);
  });
});

test('a line of the unit may need a library too', () => {
  const script = rhel({ start: 'action a /usr/sbin/a | cat\n/usr/sbin/acmed &', stop: 'killproc acmed' });
  const told = (target: string): readonly unknown[] => {
    const { notes } = mapService({ ...inputOf(script, { target }), helperFiles: false });
    return notes.filter(({ code }) => code === 'SV235').map(({ params }) => params.helper);
  };
  expect(told('debian12')).toEqual([expect.stringMatching(/^ExecStart(?:Pre)?=$/)]);
  expect(told('rhel7')).toEqual([]);
});

test('a function of the script is no program of a library', () => {
  const start = 'for i in a b; do killproc /run/$i; done | cat\n/usr/sbin/acmed &';
  const script = rhel({ start, stop: 'kill 1' }, 'killproc() { kill $(cat $1); }');
  const { notes } = mapService({ ...inputOf(script, { target: 'debian12' }), helperFiles: true });
  expect(notes.filter(({ code }) => code === 'SV235')).toEqual([]);
});

describe('a program below a home', () => {
  test.each<[string, string, readonly string[]]>([
    ['/home/acme/acmed &', 'rhel7', ['SV428 7 program=/home/acme/acmed']],
    ['/root/acmed &', 'rhel9', ['SV428 7 program=/root/acmed']],
    ['touch /a\n/home/acme/acmed &', 'rhel7', ['SV428 8 program=/home/acme/acmed']],
    ['/home/acme/acmed &', 'debian12', []],
    ['/homes/acme/acmed &', 'rhel7', []],
    ['/srv/home/acmed &', 'rhel7', []],
  ])('%s on %s', (start, target, notes) => {
    expect(started(start, { target }).notes('SV428')).toEqual(notes);
  });
});
