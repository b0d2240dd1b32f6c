import { describe, expect, test } from '@jest/globals';
import { readHeader } from '../../src/header/header.ts';
import { overrideHeader } from '../../src/header/header-override.ts';

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

function over(text: string, script = SCRIPT) {
  const header = overrideHeader(readHeader('/etc/init.d/acmed', script), { path: PATH, text });
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
