import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../src/header/header.ts';
import { type HeaderFile, overrideHeaders } from '../../src/header/header-override.ts';
import { readHeaderFiles } from '../../src/host/header-files.ts';
import { type MemoryFile, memorySource } from '../../src/host/memory-source.ts';

const SCRIPT = `#!/bin/sh
# chkconfig: 345 85 15
# description: Acme daemon
### BEGIN INIT INFO
# Provides: acmed
# Required-Start: $network
# Default-Start: 3 4 5
# Default-Stop: 0 1 2 6
### END INIT INFO
`;
const PATH = '/etc/chkconfig.d/acmed';

function over(text: string, script = SCRIPT, by: HeaderFile['by'] = 'chkconfig') {
  const header = overrideHeaders(readHeader('/etc/init.d/acmed', script), [{ path: PATH, text, by }]);
  const { chkconfig, lsb, startLevels, notes } = header;
  return {
    numbers: chkconfig && `${chkconfig.start} ${chkconfig.stop}`,
    levels: startLevels.levels.join(''),
    needs: lsb?.requiredStart?.value.join(' '),
    notes: notes.map(({ code, span }) => `${code}${span?.path === PATH ? `:${span.line}` : ''}`),
  };
}

const OWN = { numbers: '85 15', levels: '345', needs: '$network' };

describe('files of /etc/chkconfig.d', () => {
  test.each<[string, string, object]>([
    ['an empty file', '', { ...OWN, notes: [] }],
    ['a comment of a person', '# moved for the storage team\n', { ...OWN, notes: [] }],
    [
      'levels and numbers',
      '# chkconfig: 2345 99 01\n',
      { ...OWN, numbers: '99 1', levels: '2345', notes: ['SV513:1'] },
    ],
    ['no level', '# chkconfig: - 85 15\n', { ...OWN, levels: '', notes: ['SV513:1'] }],
    ['without a blank', '#chkconfig: 35 85 15\n', { ...OWN, levels: '35', notes: ['SV513:1'] }],
    ['a line without an end, which chkconfig refuses', '# chkconfig: 35 85 15', { ...OWN, notes: ['SV102:1'] }],
    [
      'names alone',
      '### BEGIN INIT INFO\n# Required-Start: $network acme-db\n### END INIT INFO\n',
      { ...OWN, needs: '$network acme-db', notes: ['SV513:1'] },
    ],
    [
      'levels in the LSB form',
      '### BEGIN INIT INFO\n# Default-Start: 5\n### END INIT INFO\n',
      { ...OWN, levels: '5', notes: ['SV513:1'] },
    ],
    ['LSB keys without the markers', '# Should-Start: acme-db\n', { ...OWN, notes: ['SV513:1'] }],
    [
      'a stop number alone is refused, and the script’s own line holds',
      '# chkconfig: 345 85\n',
      { ...OWN, notes: ['SV102:1'] },
    ],
    ['a level that is none', '# chkconfig: 348 85 15\n', { ...OWN, notes: ['SV102:1'] }],
    ['a number beyond 99', '# x\n# chkconfig: 345 185 15\n', { ...OWN, notes: ['SV102:2'] }],
    ['no comment', '# chkconfig: 35 85 15\nexec /bin/true\n', { ...OWN, levels: '35', notes: ['SV140:2', 'SV513:1'] }],
    ['a key that nobody reads', '# priority: 99\n', { ...OWN, notes: ['SV140:1'] }],
  ])('%s', (_, text, found) => {
    expect(over(text)).toEqual(found);
  });

  test('it gives a header to a script that has none, and ends a quarrel', () => {
    expect(over('# chkconfig: 35 60 40\n', '#!/bin/sh\n')).toEqual({
      numbers: '60 40',
      levels: '35',
      needs: undefined,
      notes: ['SV101', 'SV513:1'],
    });
    const two = SCRIPT.replace('Default-Start: 3 4 5', 'Default-Start: 2 3 4 5');
    expect(over('', two).notes).toEqual(['SV103']);
    expect(over('# chkconfig: 35 60 40\n', two)).toMatchObject({ levels: '35', notes: ['SV513:1'] });
  });
});

const BLOCK = (...lines: readonly string[]) =>
  ['### BEGIN INIT INFO', ...lines.map(line => `# ${line}`), '### END INIT INFO', ''].join('\n');

describe('overrides of insserv', () => {
  const FULL = BLOCK('Provides: acmed', 'Required-Start: $network acme-db', 'Required-Stop:', 'Default-Start: 5');

  test.each<[string, string, object]>([
    ['a whole header', FULL, { levels: '5', needs: '$network acme-db', notes: ['SV513:1'] }],
    [
      'what it does not say is not taken from the script',
      BLOCK('Provides: acmed', 'Default-Start: 2 3'),
      { levels: '23', needs: undefined, notes: ['SV513:1'] },
    ],
    [
      'no level at all: it is off',
      BLOCK('Provides: acmed', 'Required-Start: a', 'Default-Start:'),
      { levels: '', needs: 'a', notes: ['SV513:1'] },
    ],
    [
      'keys in any case, and a vendor in front of the optional ones',
      BLOCK('provides: acmed', 'REQUIRED_START: a', 'X-Acme-Should-Start: b', 'default-start: 3'),
      { levels: '3', needs: 'a', notes: ['SV513:1'] },
    ],
    ['the boot level of Debian', BLOCK('Provides: acmed', 'Default-Start: S'), { levels: 'S', notes: ['SV513:1'] }],
    ['text of a person around it', `# for ticket 4711\n${FULL}# end\n`, { levels: '5', notes: ['SV513:2'] }],
    ['the whole script with its new header', `#!/bin/sh\n${FULL}`, { levels: '5' }],
    ['a key that is none', BLOCK('Provides: acmed', 'Default-Strat: 5'), { levels: '', notes: ['SV104:3', 'SV513:1'] }],
    ['a level that is none', BLOCK('Provides: acmed', 'Default-Start: 7'), { notes: ['SV104:3', 'SV513:1'] }],
    ['no name, which insserv calls broken', BLOCK('Default-Start: 5'), { levels: '5', notes: ['SV140:1', 'SV513:1'] }],
    ['a header without an end is none', FULL.replace('### END INIT INFO\n', ''), { ...OWN, notes: ['SV106:1'] }],
    ['keys without the markers are none', '# Default-Start: 5\n', { ...OWN, notes: ['SV140:1'] }],
    ['an empty file', '', { ...OWN, notes: ['SV140:1'] }],
    ['code behind the end is not read', `${FULL}exec /bin/true\n`, { levels: '5', notes: ['SV513:1'] }],
  ])('%s', (_, text, found) => {
    expect(over(text, SCRIPT, 'insserv')).toMatchObject(found);
  });

  test('those of packages are for scripts without a header; the host’s own come behind them', () => {
    expect(over(FULL, SCRIPT, 'insserv-package')).toMatchObject(OWN);
    expect(over(FULL, '#!/bin/sh\n', 'insserv-package')).toMatchObject({ levels: '5', notes: ['SV513:1'] });
    const header = overrideHeaders(readHeader('/etc/init.d/acmed', '#!/bin/sh\n'), [
      { path: '/usr/share/insserv/overrides/acmed', text: FULL, by: 'insserv-package' },
      { path: '/etc/insserv/overrides/acmed', text: BLOCK('Provides: acmed', 'Default-Start: 2'), by: 'insserv' },
    ]);
    expect(header.startLevels.levels).toEqual(['2']);
  });

  test('the files are found by the name of the script, in the order of their weight', () => {
    const found = readHeaderFiles(
      memorySource(
        new Map<string, MemoryFile>([
          ['/etc/chkconfig.d/acmed', 'c'],
          ['/etc/insserv/overrides/acmed', 'i'],
          ['/usr/share/insserv/overrides/acmed', 'p'],
          ['/etc/insserv/overrides/other', { link: '../../nowhere' }],
          ['/etc/insserv/overrides/sub/x', 'a folder'],
        ]),
      ),
    );
    expect([...found].map(([name, files]) => [name, files.map(({ by }) => by)])).toEqual([
      ['acmed', ['insserv-package', 'insserv', 'chkconfig']],
    ]);
  });
});
