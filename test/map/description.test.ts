import { expect, test } from '@jest/globals';
import { readHeader } from '../../src/header/header.ts';
import { mapDescription } from '../../src/map/description.ts';

const lsb = (...lines: readonly string[]) => ['### BEGIN INIT INFO', ...lines, '### END INIT INFO'].join('\n');

test.each([
  [
    '# description: Acme message broker, \\\n#              keeps queues on disk',
    'Acme message broker, keeps queues on disk',
  ],
  [lsb('# Short-Description: mail relay', '# Description: long'), 'mail relay'],
  [`# description: chkconfig\n${lsb('# Short-Description: short')}`, 'short'],
  [`# description: chkconfig\n${lsb('# Description: long')}`, 'chkconfig'],
  [lsb('# Description: one', '#   two'), 'one two'],
  [lsb('# Short-Description:', '# Description: long'), 'long'],
  ['# description: LSB: Acme', 'Acme'],
  ['# description: 100% acme %n', '100%% acme %%n'],
  ['# description: one\n# description: two', 'two'],
  ['# description(de): Dienst\n# description: service', 'service'],
  ['# description(de): Dienst', 'Dienst'],
  ['# description: a\u0007b\tc', 'a b c'],
  ['# nothing', 'acmed'],
  ['# description: D\u00e9mon', 'D\u00e9mon'],
  [
    '# description: cron is a standard UNIX program that runs programs at scheduled times. Vixie cron adds a number of features.',
    'cron is a standard UNIX program that runs programs at scheduled times',
  ],
  ['# description: Apache is a server. It serves files.', 'Apache is a server. It serves files.'],
  // Eighty letters are not too long.
  [
    '# description: Acme keeps the queues of all the machines. It writes them to a disk that is here',
    'Acme keeps the queues of all the machines. It writes them to a disk that is here',
  ],
  [
    '# description: Acme keeps the queues of all the machines. It writes them to a disk that is here!',
    'Acme keeps the queues of all the machines',
  ],
  [lsb('# Short-Description: ends in \\'), 'ends in'],
])('%j', (text, value) => {
  const directive = mapDescription(readHeader('/etc/init.d/acmed', `${text}\n`), 'acmed');
  expect(directive).toMatchObject({ section: 'Unit', name: 'Description', value });
  expect(directive.evidence.length).toBe(value === 'acmed' ? 0 : 1);
});
