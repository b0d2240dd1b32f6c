import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readHeader } from '../../src/header/header.ts';
import { showLevels } from '../../src/header/types.ts';

const block = (...lines: readonly string[]) =>
  readHeader(
    '/etc/init.d/acmed',
    ['#!/bin/sh', '### BEGIN INIT INFO', ...lines, '### END INIT INFO', 'exit', ''].join('\n'),
  );
const codes = (header: ReturnType<typeof block>) => header.notes.map(each => each.code);

describe('LSB keys', () => {
  test.each([
    ['# Provides: a b', 'provides', ['a', 'b']],
    ['#Provides:a', 'provides', ['a']],
    ['# provides:\ta\tb', 'provides', ['a', 'b']],
    ['# Required-Start: $remote_fs $syslog', 'requiredStart', ['$remote_fs', '$syslog']],
    ['# Required_Start: $network', 'requiredStart', ['$network']],
    ['# Required-Start:', 'requiredStart', []],
    ['# Required-Stop: $all', 'requiredStop', ['$all']],
    ['# Should-Start: +acme', 'shouldStart', ['acme']],
    ['# X-UnitedLinux-Should-Start: acme', 'shouldStart', ['acme']],
    ['# Should-stop: acme', 'shouldStop', ['acme']],
    ['# X-Start-Before: gdm3 kdm', 'startBefore', ['gdm3', 'kdm']],
    ['# X-Start-After: acme', 'startAfter', ['acme']],
    ['# X-Stop-After: acme', 'stopAfter', ['acme']],
    ['# Default-Start: 2 3 4 5', 'defaultStart', ['2', '3', '4', '5']],
    ['# Default-Start: 5 3', 'defaultStart', ['3', '5']],
    ['# Default-Start: 2345', 'defaultStart', ['2', '3', '4', '5']],
    ['# Default-Start: s', 'defaultStart', ['S']],
    ['# Default-Start: B', 'defaultStart', ['B']],
    ['# Default-Start:', 'defaultStart', []],
    ['# Default-Stop: 0 1 6\r', 'defaultStop', ['0', '1', '6']],
    ['# Short-Description:  Acme   daemon', 'shortDescription', 'Acme daemon'],
    ['# short-description: Acme: the daemon', 'shortDescription', 'Acme: the daemon'],
    ['# X-Interactive: true', 'interactive', true],
    ['# X-Interactive: no', 'interactive', false],
  ] as const)('%s', (line, field, value) => {
    const header = block(line);
    expect(header.lsb?.[field]).toMatchObject({ value, span: { line: 3 } });
    expect(header.notes.map(({ code }) => code)).toEqual(value === true ? ['SV107'] : []);
  });

  test.each([
    [['# Defalt-Start: 2 3'], ['SV104']],
    [['# Requires-Start: a'], ['SV104']],
    [['# Default-Start: 2 3 7'], ['SV104']],
    [['# Default-Start: 3-5'], ['SV104']],
    [['# Required-Start: a,b'], ['SV104']],
    [['# Short-Description: a', '# Short-Description: b'], ['SV105']],
    [['# Provides: a', '# Provides: a'], []],
    [['# X-Acme-Owner: me', '# X-Systemd-RemainAfterExit: true'], []],
    [['# chkconfig: 345 85 15', '# pidfile: /run/a.pid'], []],
    [['# some text'], []],
    [
      ['# Provides: a', '### BEGIN INIT INFO', '# Provides: a'],
      ['SV105', 'SV106'],
    ],
    [['### END INIT INFO', '### BEGIN INIT INFO', '# Provides: b'], ['SV105']],
  ])('%j raises %j', (lines, expected) => {
    expect(codes(block(...lines))).toEqual(expected);
  });

  test('the first of two lines counts, and words are split at commas', () => {
    expect(block('# Provides: a', '# Provides: b').lsb?.provides?.value).toEqual(['a']);
    expect(block('# Required-Start: a,b c').lsb?.requiredStart?.value).toEqual(['a', 'b', 'c']);
  });

  test('unknown keys are kept', () => {
    expect(block('# X-Systemd-RemainAfterExit: true').lsb?.others.get('X-Systemd-RemainAfterExit')?.value).toBe('true');
  });

  test.each([
    [['# Description: one', '#   two'], 'one two'],
    [['# Description: one', '#\ttwo', '#  three: four'], 'one two three: four'],
    [['# Description: one', '#', '#   two: three'], 'one two: three'],
    [['# Description: one', '#  Provides: a'], 'one'],
    [['# Description: one', '# two'], 'one'],
    [['# Description:', '#   two'], 'two'],
  ])('the description of %j', (lines, expected) => {
    expect(block(...lines).lsb?.description?.value).toBe(expected);
    expect(codes(block(...lines))).toEqual([]);
  });
});

describe('markers', () => {
  test('without END the block ends with its comments', () => {
    const header = readHeader('/x', '### BEGIN INIT INFO\n# Provides: a\nstart() {\n# Required-Start: b\n}\n');
    expect(header.lsb).toMatchObject({ present: true, terminated: false, provides: { value: ['a'] } });
    expect(header.lsb?.requiredStart).toBeUndefined();
    expect(codes(header)).toEqual(['SV106']);
  });

  test.each([['# BEGIN INIT INFO'], ['### BEGIN INITINFO'], ['## # BEGIN INIT INFO'], ['### Begin Init Info']])(
    '%s is none',
    marker => {
      const header = readHeader('/x', `${marker}\n# Provides: a\n# Default-Start: 3\n`);
      expect(header.lsb).toMatchObject({ present: false, provides: { value: ['a'] } });
      expect(header.startLevels.from).toBe('none');
      expect(codes(header)).toEqual(['SV101']);
    },
  );
});

describe('start levels', () => {
  const lsb = (start: string, stop = '0 1 6') => [
    '### BEGIN INIT INFO',
    `# Default-Start: ${start}`,
    `# Default-Stop: ${stop}`,
    '### END INIT INFO',
  ];
  test.each([
    ['LSB alone', lsb('3 5'), '35', 'lsb', []],
    ['LSB S', lsb('S', ''), 'S', 'lsb', []],
    ['chkconfig first: union', ['# chkconfig: 2 85 15', ...lsb('3 5')], '235', 'both', ['SV103']],
    ['chkconfig first, levels stopped', ['# chkconfig: 1345 85 15', ...lsb('3 4 5')], '345', 'both', ['SV103']],
    ['LSB first: LSB', [...lsb('3 5'), '# chkconfig: 2 85 15'], '35', 'lsb', ['SV103']],
    ['off, and LSB levels', ['# chkconfig: - 85 15', ...lsb('3 5')], '35', 'both', ['SV103']],
    ['the same twice', ['# chkconfig: 345 85 15', ...lsb('3 4 5')], '345', 'both', []],
    ['chkconfig and an empty Default-Start', ['# chkconfig: 345 85 15', ...lsb('', '')], '345', 'chkconfig', ['SV103']],
    ['chkconfig and LSB S', ['# chkconfig: 345 85 15', ...lsb('S')], 'S', 'lsb', ['SV103']],
    ['refused chkconfig', ['# chkconfig: 3-5 85 15', ...lsb('3 5')], '35', 'lsb', ['SV102']],
    ['chkconfig and loose LSB keys', ['# chkconfig: 3 85 15', '# Default-Start: 5'], '35', 'both', ['SV103']],
    ['nothing', ['echo'], '-', 'none', ['SV101']],
  ] as const)('%s', (_, lines, levels, from, expected) => {
    const header = readHeader('/x', `${lines.join('\n')}\n`);
    expect([showLevels(header.startLevels.levels), header.startLevels.from]).toEqual([levels, from]);
    expect(codes(header)).toEqual(expected);
  });
});

describe('laws', () => {
  const bit = fc.constantFrom(
    '# ',
    '#',
    'chkconfig:',
    '### BEGIN INIT INFO',
    '### END INIT INFO',
    'Provides:',
    'description',
    '\\',
    '\n',
    '\r\n',
    ' ',
    '345',
    '85',
    '\u00e9',
    '\0',
    ':',
    'Default-Start: ',
  );
  const text = fc.array(bit, { maxLength: 60 }).map(parts => parts.join(''));

  test('any text is read, and every place lies in it', () => {
    fc.assert(
      fc.property(text, source => {
        const header = readHeader('/x', source);
        for (const { span } of [...header.notes, ...header.descriptions, ...header.pidFiles])
          if (span) expect(0 <= span.start && span.start <= span.end && span.end <= source.length).toBe(true);
      }),
    );
  });

  test('line ends do not matter', () => {
    fc.assert(
      fc.property(
        text.map(source => source.replaceAll('\r', '')),
        source => {
          const values = (header: ReturnType<typeof block>) => [
            header.startLevels.levels,
            header.descriptions.map(each => each.value),
            header.lsb?.provides?.value,
            codes(header),
          ];
          expect(values(readHeader('/x', source.replaceAll('\n', '\r\n')))).toEqual(values(readHeader('/x', source)));
        },
      ),
    );
  });
});

test.each([
  ['#\\\n', '# description: a\\\n'],
  ['#  word\n', '### BEGIN INIT INFO\n# Description: a\n'],
  ['### BEGIN INIT INFO\n', ''],
  ['# chkconfig: 9\n', ''],
  ['\\', '# description: a'],
  ['# X-a-: b\n', '### BEGIN INIT INFO\n'],
])('a megabyte of %j takes no second per kilobyte', (piece, before) => {
  const source = before + piece.repeat(1_000_000 / piece.length);
  const start = performance.now();
  readHeader('/x', source);
  expect(performance.now() - start).toBeLessThan(5000);
});
