import { describe, expect, test } from '@jest/globals';
import { lineMap } from '../../../src/base/span.ts';
import { lineList } from '../../../src/map/helper/helper.ts';
import { converted, rhel } from '../harness.ts';
import { mapped, started } from '../mapped.ts';

describe('a list of lines', () => {
  const map = lineMap('x', '\n'.repeat(99));
  const spans = (lines: readonly number[]) => lines.map(line => map.span(line - 1, line));
  test.each<[readonly number[], string]>([
    [[9], 'line 9'],
    [[9, 9], 'line 9'],
    [[9, 10], 'lines 9-10'],
    [[10, 9, 33], 'lines 9-10 and 33'],
    [[1, 3, 5], 'lines 1, 3 and 5'],
    [[1, 2, 3, 7, 8, 20], 'lines 1-3, 7-8 and 20'],
    [[1, 3, 5, 7, 9, 11], 'lines 1, 3, 5, 7, 9 and 11'],
    [[13, 3, 5, 7, 9, 11, 1], '7 lines from 1 to 13'],
  ])('%j', (lines, text) => {
    expect(lineList(spans(lines))).toBe(text);
  });
});

describe('the shell of a helper', () => {
  const of = (shebang: string) =>
    mapped(
      rhel({ start: '/usr/sbin/acmed | cat &', stop: 'killall acmed' }).replace('#!/bin/sh', shebang),
    ).files[0]?.content.split('\n')[0];
  test.each([
    ['#!/bin/sh', '#!/bin/sh'],
    ['#!/bin/bash', '#!/bin/bash'],
    ['#! /bin/bash', '#!/bin/bash'],
    ['#! /usr/bin/env bash', '#!/bin/bash'],
    ['#!/bin/ksh -u', '#!/bin/ksh'],
    ['#!/bin/sh -e', '#!/bin/sh -e'],
    ['#!/bin/bash -xe', '#!/bin/bash -e'],
    ['#!/usr/bin/perl', '#!/bin/sh'],
    ['#', '#!/bin/sh'],
    ['# acmed #!/bin/bash', '#!/bin/sh'],
  ])('%s', (shebang, first) => {
    expect(of(shebang)).toBe(first);
  });
});

test('a helper is a program that tells where it comes from', () => {
  const { files, notes, statements } = started('[ -p /b ] && touch /c\n/usr/sbin/acmed &');
  const path = '/usr/libexec/sysv2systemd/acmed/prepare';
  expect(files).toEqual([
    {
      path,
      mode: 0o755,
      content: '#!/bin/sh\n# start of /etc/init.d/acmed, line 7: a step behind a condition\n[ -p /b ] && touch /c\n',
      kind: 'helper',
      evidence: [expect.objectContaining({ line: 7 }), expect.objectContaining({ line: 7 })],
      reason: 'a step behind a condition',
    },
  ]);
  expect(notes('SV204')).toEqual([`SV204 7 helper=${path} reason=a step behind a condition`]);
  expect(statements.list.filter(one => one.span.line === 7).map(one => [one.place, one.detail])).toEqual([
    ['helper', path],
    ['helper', path],
  ]);
});

test('an action is a file, and no helper of the unit', () => {
  const { files, notes, tier } = mapped(
    rhel({ start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed', rotate: '/usr/sbin/acmectl rotate' }),
  );
  expect(files.map(file => [file.kind, file.path])).toEqual([
    ['action', '/usr/libexec/initscripts/legacy-actions/acmed/rotate'],
  ]);
  expect(notes('SV204')).toEqual([]);
  expect(tier).toBe('native');
});

test('a helper that is most of the script is said to be, and proves nothing', () => {
  const numbers = Array.from({ length: 20 }, (_, i) => i);
  const steps = numbers.map(i => `/usr/sbin/a${i} | /usr/sbin/b > /srv/${i}`).join('\n');
  const told = (stop: string): readonly (string | undefined)[] => {
    const { service } = converted(rhel({ start: `${steps}\n/usr/sbin/acmed &`, stop }));
    const [residue] = service.findings.filter(one => one.code === 'SV204');
    return [service.confidence, residue?.message.replace(/ of the .*/, '')];
  };
  expect(told('killall acmed')).toEqual(['inferred', 'most']);
  expect(told(`killall acmed\n${numbers.map(i => `echo ${i}`).join('\n')}`)).toEqual(['proved', 'a part']);
});

test('a helper that would be most of the script says its constants where they are used', () => {
  const steps = Array.from({ length: 15 }, (_, i) => `/usr/sbin/a${i} | $SORT > /srv/${i}`).join('\n');
  const { service } = converted(rhel({ start: `${steps}\n/usr/sbin/acmed &` }, 'SORT=/usr/sbin/b'));
  const [helper] = service.files.filter(one => one.kind === 'helper');
  expect(helper?.content).toContain('\n/usr/sbin/a3 | /usr/sbin/b > /srv/3\n');
  expect(helper?.content).not.toContain('SORT');
});

test('a copy of the script by another name says nothing of the programs that run', () => {
  const steps = Array.from({ length: 20 }, (_, i) => `/usr/sbin/a${i} | /usr/sbin/b > /srv/${i}`).join('\n');
  const categories = (start: string): readonly string[] =>
    converted(rhel({ start }))
      .service.findings.filter(one => one.code === 'SV204')
      .map(one => one.category);
  expect(categories(`${steps}\n/usr/sbin/acmed &`)).toEqual(['programs']);
  expect(categories('[ -p /b ] && touch /c\n/usr/sbin/acmed &')).toEqual(['process']);
});

test.each<[string, string, string]>([
  ['the lock file', '/var/lock/subsys/acmed', 'true'],
  ['another', '/srv/acmed', 'touch /srv/acmed'],
])('what a helper of the start makes: %s', (_, path, kept) => {
  const start = `daemon /usr/sbin/a; R=$?\n[ $R -eq 0 ] && touch ${path} || R=1\nif [ $R -eq 1 ]; then /usr/sbin/b; fi`;
  const { service } = converted(rhel({ start, stop: 'killproc a' }));
  expect(service.files.map(({ content }) => content).join('')).toContain(`${kept} || R=1\n`);
});

describe('a home directory', () => {
  const lines = (start: string): string =>
    converted(rhel({ start, stop: 'killproc acmed' }, 'CONF=~/acme.conf\nOPTS=`cat /etc/acme.opts`'))
      .helper('start')
      .join('\n');

  test('is that of root in a helper, which runs as User=', () => {
    expect(lines('start-stop-daemon --start --chuid acme --exec /usr/sbin/acmed -- -f $CONF $OPTS')).toContain(
      'CONF=/root/acme.conf',
    );
  });

  test('is that of its user in a text for the shell of that user', () => {
    expect(lines('su acme -c "/usr/sbin/acmed -f ~/acme.conf"')).toBe('su acme -c "/usr/sbin/acmed -f ~/acme.conf"');
  });
});

describe('a settings file that adds to PATH', () => {
  const file = (path: string) => ({ settings: { '/etc/sysconfig/acmed': `X=1\n${path}=/opt/acme/bin:$PATH\n` } });
  const first = (top: string, path: string) =>
    converted(
      rhel(
        { start: 'acme-a | acme-b\ncd /srv; acmed & echo $! > /run/x; acme-c | acme-d', stop: 'killall acmed' },
        top,
      ),
      file(path),
    ).helper('start');

  test('does not leave the helper without any', () => {
    expect(first('. /etc/sysconfig/acmed', 'PATH').join('\n')).not.toContain('unset PATH');
  });
});
