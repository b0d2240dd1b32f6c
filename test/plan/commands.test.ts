import { expect, test } from '@jest/globals';
import { commandsFile } from '../../src/plan/commands.ts';
import { service } from '../report/fixture.ts';

const rows = (name: string, family: 'rhel' | 'debian' = 'rhel') =>
  commandsFile([service({ initScript: name })], family).flatMap(({ content }) =>
    content.split('\n').filter(line => line.startsWith('| `')),
  );

test('each command has its successor', () => {
  expect(rows('acmed')).toEqual([
    '| `service acmed start` | `systemctl start acmed` |',
    '| `service acmed configtest` | `service acmed configtest` |',
    '| `chkconfig acmed on` | `systemctl enable acmed.service` |',
    '| `chkconfig acmed off` | `systemctl disable acmed.service` |',
    '| `chkconfig --list acmed` | `systemctl is-enabled acmed.service` |',
    '| `ls /etc/rc?.d/S??acmed` | `systemctl is-enabled acmed.service` |',
  ]);
});

test('Debian had other ones, and names are quoted as a shell needs it', () => {
  expect(rows('odd one', 'debian')).toContain("| `update-rc.d 'odd one' enable` | `systemctl enable acmed.service` |");
});

test('nothing is said of what is not deployed or never was a script', () => {
  expect(commandsFile([service()], 'rhel')).toEqual([]);
  expect(commandsFile([service({ initScript: 'acmed', disposition: 'superseded' })], 'rhel')).toEqual([]);
  expect(rows('a\nb')).toEqual([]);
});
