import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../src/header/header.ts';
import { showLevels } from '../../src/header/types.ts';

const read = (...lines: readonly string[]) => readHeader('/etc/init.d/acmed', `#!/bin/sh\n${lines.join('\n')}\n`);
const codes = (header: ReturnType<typeof read>) => header.notes.map(each => each.code);

describe('the chkconfig line', () => {
  test.each([
    ['# chkconfig: 345 85 15', '345', 85, 15],
    ['#chkconfig: 345 85 15', '345', 85, 15],
    ['   #   chkconfig:345 85 15', '345', 85, 15],
    ['#\tchkconfig:\t2345\t08\t09', '2345', 8, 9],
    ['# chkconfig: - 99 01', '-', 99, 1],
    ['# chkconfig: 543 85 15', '345', 85, 15],
    ['# chkconfig: 3355 85 15', '35', 85, 15],
    ['# chkconfig: 0123456 0 99', '0123456', 0, 99],
    ['# chkconfig: 345 85 15 and text', '345', 85, 15],
    ['# chkconfig: 345 85 15\r', '345', 85, 15],
    ['# chkconfig: 345 85 15   ', '345', 85, 15],
  ])('%s is accepted', (line, levels, start, stop) => {
    const { chkconfig, startLevels, notes } = read(line);
    expect(chkconfig?.rejected).toBeUndefined();
    expect([showLevels(chkconfig?.levels ?? []), chkconfig?.start, chkconfig?.stop]).toEqual([levels, start, stop]);
    expect(showLevels(startLevels.levels)).toBe(levels);
    expect(notes).toEqual([]);
  });

  test.each([
    ['# chkconfig: 345S 85 15', 'levels'],
    ['# chkconfig: 2-5 85 15', 'levels'],
    ['# chkconfig: 2,3,5 85 15', 'levels'],
    ['# chkconfig: 37 85 15', 'levels'],
    ['# chkconfig: 345 85', 'two numbers'],
    ['# chkconfig: 345', 'two numbers'],
    ['# chkconfig: 345 - -', 'two numbers'],
    ['# chkconfig:', 'no levels'],
    ['# chkconfig: 345 100 15', '0..99'],
    ['# chkconfig: 345 85 -1', '0..99'],
    ['# chkconfig: 345 85 15, see below', 'without a blank'],
    ['# chkconfig: 345 85 15.', 'without a blank'],
  ])('%s is refused', (line, reason) => {
    const { chkconfig, startLevels, notes } = read(line, '# chkconfig: 345 85 15');
    expect(chkconfig?.rejected).toContain(reason);
    expect(startLevels).toEqual({ levels: [], from: 'none', evidence: [] });
    expect(notes.map(each => [each.code, each.params.line])).toEqual([['SV102', line.slice(2)]]);
  });

  test('a file that ends right after the numbers is refused', () => {
    expect(readHeader('/x', '# chkconfig: 345 85 15').chkconfig?.rejected).toContain('file ends');
  });

  test.each([
    ['# chkconfig : 345 85 15'],
    ['# Chkconfig: 345 85 15'],
    ['chkconfig: 345 85 15'],
    ['# see chkconfig: 345 85 15'],
    ['# chkconfig:\u00a0'.slice(0, 2)],
    ['echo # chkconfig: 345 85 15'],
  ])('%s is no chkconfig line', line => {
    expect(read(line).chkconfig).toBeUndefined();
    expect(codes(read(line))).toEqual(['SV101']);
  });

  test('counts in the middle of the script too, and the first one wins', () => {
    const header = read('start() {', '  # chkconfig: 35 20 80', '  :', '}', '# chkconfig: 2345 90 10');
    expect(header.chkconfig).toMatchObject({ start: 20, levels: ['3', '5'], span: { line: 3, column: 1 } });
    expect(codes(header)).toEqual(['SV105']);
    expect(codes(read('# chkconfig: 35 20 80', '# chkconfig: 35 20 80'))).toEqual([]);
  });
});

describe('descriptions and tags', () => {
  const texts = (...lines: readonly string[]) =>
    read('# chkconfig: 3 1 2', ...lines).descriptions.map(each => each.value);

  test.each([
    [['# description: Acme daemon'], ['Acme daemon']],
    [['# Description:   Acme   daemon '], ['Acme daemon']],
    [['# description: Acme \\', '#   daemon'], ['Acme daemon']],
    [['# description: Acme, \\', '#              keeps \\', '# queues'], ['Acme, keeps queues']],
    [['# description: Acme \\', '#daemon'], ['Acme daemon']],
    [['# description: Acme \\ ', '# daemon'], ['Acme']],
    [['# description: Acme \\', 'start'], ['Acme']],
    [['# description: Acme \\', '', '# daemon'], ['Acme']],
    [
      ['# description: one', '# description: two'],
      ['one', 'two'],
    ],
    [['# description:'], []],
    [['# DESCRIPTION: Acme'], []],
    [['# description of the daemon: Acme'], []],
  ])('%j', (lines, expected) => {
    expect(texts(...lines)).toEqual(expected);
  });

  test('have a language form', () => {
    expect(read('# description(de): Acme-Dienst', '# description: Acme').descriptions).toMatchObject([
      { language: 'de', value: 'Acme-Dienst' },
      { language: '', value: 'Acme' },
    ]);
  });

  test('a continued description has the place of all its lines', () => {
    expect(read('# description: a \\', '# b').descriptions[0]?.span).toMatchObject({ line: 2, endLine: 3 });
  });

  test('tags may occur several times', () => {
    const header = read(
      '# processname: acmed',
      '# processname: acme-helper',
      '# config: /etc/acme.conf',
      '# config: /etc/sysconfig/acmed',
      '# pidfile: /var/run/acmed.pid',
      '# PIDFILE: /var/run/other.pid',
      '# probe: true',
    );
    expect(header.processNames.map(each => each.value)).toEqual(['acmed', 'acme-helper']);
    expect(header.configs.map(each => each.value)).toEqual(['/etc/acme.conf', '/etc/sysconfig/acmed']);
    expect(header.pidFiles.map(each => each.value)).toEqual(['/var/run/acmed.pid', '/var/run/other.pid']);
  });

  test.each([
    ['# hide:', true],
    ['# hide: true', true],
    ['# hide: false', false],
    ['# hides: true', false],
  ])('%s', (line, hide) => {
    expect(read(line).hide).toBe(hide);
  });
});
