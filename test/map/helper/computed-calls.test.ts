import { describe, expect, test } from '@jest/globals';
import type { Service } from '../../../src/model/service.ts';
import { convert } from '../../../src/pipeline.ts';
import { targetNamed } from '../../samples.ts';
import { rhel } from '../harness.ts';
import { mapped, SOURCED, started } from '../mapped.ts';

/** A script whose start calls functions by a name that it puts together. */
const script = (before: string, start: string): string =>
  [
    '#!/bin/bash',
    '. /etc/rc.d/init.d/functions',
    before,
    'start_north() { daemon /usr/sbin/northd; }',
    'start_south() { daemon /usr/sbin/southd; }',
    'wipe_south() { rm -rf /srv/south; }',
    'case $1 in',
    `start) ${start} ;;`,
    'stop) killproc northd; killproc southd ;;',
    'esac',
    '',
  ].join('\n');

const helper = (text: string): string =>
  mapped(text)
    .files.filter(file => file.path.endsWith('/start'))
    .map(file => file.content)
    .join('\n');

describe('a helper holds each function that a computed name may mean', () => {
  test('where only a settings file tells which', () => {
    const text = helper(script(`PARTS=north\n${SOURCED}`, 'for p in $PARTS; do start_$p; done'));
    expect(text).toContain('start_north() {');
    expect(text).toContain('start_south() {');
    expect(text).toContain('. /etc/rc.d/init.d/functions');
    expect(text).not.toContain('wipe_south');
  });

  test('and of each what it does: no message, and no question whether it runs already', () => {
    const text = helper(
      script(
        [
          'PARTS=north',
          SOURCED,
          'is_up() { [ -s /var/run/$1.pid ]; }',
          'start_east() { if is_up east; then echo runs; return 0; fi; echo -n Starting; daemon /usr/sbin/eastd; }',
          'start_west() { echo none; }',
        ].join('\n'),
        'for p in $PARTS; do start_$p; done',
      ),
    );
    expect(text).toContain('daemon /usr/sbin/eastd');
    expect(text).not.toMatch(/echo|if is_up/);
    expect(text).toContain('start_west() {\n  :\n}');
  });

  test('and none that only an option of a command is called like', () => {
    const text = helper(
      script(
        `${SOURCED}\ncheck() { rm -rf /srv/check; }`,
        'for p in $PARTS; do daemon --check northd /usr/sbin/northd $p; done',
      ),
    );
    expect(text).toContain('daemon --check');
    expect(text).not.toContain('/srv/check');
  });

  test('where rounds of a loop call one each', () => {
    const text = helper(script(SOURCED, 'for p in north south; do start_$p $(hostname); done'));
    expect(text).toContain('start_north() {');
    expect(text).toContain('start_south() {');
    expect(text).toContain('start_$p');
  });
});

test('a library is sourced where a variable names its function', () => {
  const { files } = started('$BEGIN /usr/sbin/acmed -d', {
    before: 'BEGIN=daemon\nif [ -d /srv/blue ]; then BEGIN=; fi',
  });
  expect(files.map(file => file.content).join('')).toContain('. /etc/rc.d/init.d/functions');
});

describe('a settings file that is shell code', () => {
  const SCRIPT = rhel({ start: '/usr/sbin/acmed -d', stop: 'killproc acmed' }, SOURCED);
  const service = (text: string): Service | undefined => {
    const inputs = [
      {
        path: '/etc/init.d/acmed',
        name: 'acmed',
        text: SCRIPT,
        sha256: '',
        encoding: 'UTF-8',
        crlf: false,
        executable: true,
      },
    ] as const;
    const found = { '/etc/sysconfig/acmed': text } as Readonly<Record<string, string>>;
    return convert({ inputs, target: targetNamed('rhel7'), settings: path => found[path] }).services[0];
  };
  const lines = (text: string): readonly string[] =>
    service(text)
      ?.units[0]?.directives.filter(one => /^Exec/.test(one.name))
      .map(one => `${one.name}=${one.value}`) ?? [];

  test('is sourced before the program where it exports', () =>
    expect(lines('export ACME_HOME=/srv/acme\n')[0]).toMatch(
      /\[ -f \/etc\/sysconfig\/acmed \] && \. \/etc\/sysconfig\/acmed; exec \/usr\/sbin\/acmed -d/,
    ));

  test('is sourced where it executes something, and the unit is no more than inferred', () => {
    const text = 'cp /etc/acme.in /etc/acme.conf\n';
    expect(lines(text)[0]).toContain('. /etc/sysconfig/acmed');
    expect(service(text)?.confidence).toBe('inferred');
  });

  test('is left where it assigns and asks', () =>
    expect(lines('A=$(hostname)\nB=1\n')).toEqual(['ExecStart=/usr/sbin/acmed -d']));
});

test('a command that an alias names is told, and no unit of it is proved', () => {
  const { files, notes } = started('begin /usr/sbin/acmed -d', { before: 'alias begin=daemon' });
  expect(notes('SV901')).toContain('SV901 7 construct=alias begin');
  expect(files.map(file => file.reason)).toEqual(['an alias']);
});
