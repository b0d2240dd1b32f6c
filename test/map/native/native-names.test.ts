import { expect, test } from '@jest/globals';
import { initScript } from '../../../src/rules/example-script.ts';
import { runSources } from '../../rules/run-example.ts';

const lsb = (requires: string) =>
  `### BEGIN INIT INFO\n# Provides: x\n# Required-Start: ${requires}\n# Default-Start: 3 5\n# Short-Description: x\n### END INIT INFO`;
const numbered = (start: string) => `# chkconfig: 345 ${start} 10\n# description: x`;

/** Order of a unit of a host with a MySQL of the distribution (renamed) and a wdaemon (dropped). */
function order(header: string, name = 'acmed'): readonly string[] {
  const { services } = runSources({
    '/etc/init.d/mysqld': initScript({ header: numbered('64'), start: '/usr/bin/mysqld_safe &' }),
    '/etc/init.d/wdaemon': initScript({ header: numbered('65'), start: 'daemon /usr/bin/wdaemon' }),
    '/etc/init.d/acmed': initScript({ header }),
  });
  const unit = services.find(service => service.name === name)?.units[0];
  return (unit?.directives ?? []).filter(one => one.name === 'After').map(one => one.value);
}

test('names of scripts lead to what the target has for them', () => {
  expect(order(lsb('mysqld'))).toEqual(['mariadb.service']);
});

test('so do start numbers; what is gone holds no place in the row', () => {
  expect(order(numbered('85'))).toEqual(['network-online.target remote-fs.target', 'mariadb.service']);
});

test('what is only there to be compared is not ordered by numbers', () => {
  expect(order(numbered('30'), 'wdaemon')).toEqual(['network-online.target remote-fs.target']);
});

test('a dropped one is named by nobody', () => {
  expect(order(lsb('wdaemon'))).toEqual([]);
});
