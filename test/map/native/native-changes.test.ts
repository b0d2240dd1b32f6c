import { describe, expect, test } from '@jest/globals';
import { initScript } from '../../../src/rules/example-script.ts';
import { runExample } from '../../rules/run-example.ts';

const SCRIPT = initScript({
  header: '# chkconfig: 2345 90 60\n# description: run cron jobs',
  top: '. /etc/rc.d/init.d/functions\n[ -f /etc/sysconfig/crond ] && . /etc/sysconfig/crond',
  start: 'daemon --pidfile /var/run/crond.pid /usr/sbin/crond $CRONDARGS',
  stop: 'killproc -p /var/run/crond.pid crond',
});
const NATIVE = '[Service]\nEnvironmentFile=/etc/sysconfig/crond\nExecStart=/usr/sbin/crond -n $CRONDARGS\n';

function converted(settings: string | undefined, native?: string, script = SCRIPT) {
  const [service] = runExample({
    script,
    name: 'crond',
    reported: true,
    ...(settings !== undefined && { settings: { '/etc/sysconfig/crond': settings } }),
    ...(native !== undefined && { targetFiles: { '/usr/lib/systemd/system/crond.service': native } }),
  }).services;
  return {
    disposition: service?.disposition,
    dropIn: service?.files
      .find(({ kind }) => kind === 'configuration')
      ?.content.split('\n')
      .slice(1)
      .join('\n'),
    told: (service?.findings ?? []).filter(({ code }) => code === 'SV514').map(({ message }) => message),
    compared: (service?.findings ?? []).filter(({ code }) => code === 'SV515').map(({ message }) => message),
  };
}

describe('what the settings of the host change of a service that the target ships', () => {
  test.each<[string, string | undefined, readonly string[], string | undefined]>([
    ['no file', undefined, [], undefined],
    ['nothing in it', '# CRONDARGS=-n\n', [], undefined],
    ['an empty value', 'CRONDARGS=\n', [], undefined],
    ['an option', 'CRONDARGS="-m off"\n', ['CRONDARGS in /etc/sysconfig/crond'], undefined],
    [
      'a limit',
      'ulimit -n 4096\n',
      ['superseded/etc/systemd/system/crond.service.d/50-sysv2systemd.conf'],
      '[Service]\nLimitNOFILE=4096\n',
    ],
    [
      'the core limit of the library',
      'DAEMON_COREFILE_LIMIT=unlimited\n',
      ['50-sysv2systemd.conf'],
      '[Service]\nLimitCORE=infinity\n',
    ],
    ['a nice level', 'NICELEVEL=5\n', ['50-sysv2systemd.conf'], '[Service]\nNice=5\n'],
    ['a umask', 'umask 027\n', ['50-sysv2systemd.conf'], '[Service]\nUMask=0027\n'],
  ])('%s', (_, settings, told, dropIn) => {
    const found = converted(settings);
    expect(found.disposition).toBe('superseded');
    expect(found.dropIn).toBe(dropIn);
    expect(found.told).toEqual(told.map(text => expect.stringContaining(text)));
    expect(found.compared).toEqual([]);
  });

  test.each<[string, string, string, readonly string[], string | undefined]>([
    ['a unit that reads it', 'CRONDARGS=-x\n', NATIVE, ['CRONDARGS in'], undefined],
    [
      'a unit that does not',
      'CRONDARGS=-x\n',
      '[Service]\nExecStart=/usr/sbin/crond -n\n',
      ['the unit does not use CRONDARGS'],
      undefined,
    ],
    ['a limit that the unit has', 'ulimit -n 4096\n', `${NATIVE}LimitNOFILE=4096\n`, [], undefined],
    [
      'a limit that is another one there',
      'ulimit -n 4096\n',
      `${NATIVE}LimitNOFILE=1\n`,
      ['50-sysv2systemd'],
      '[Service]\nLimitNOFILE=4096\n',
    ],
  ])('with the unit at hand: %s', (_, settings, native, told, dropIn) => {
    const found = converted(settings, native);
    expect(found.dropIn).toBe(dropIn);
    expect(found.told).toEqual(told.map(text => expect.stringContaining(text)));
  });
});

test('the two units are compared where the other is at hand', () => {
  const [message] = converted(undefined, NATIVE).compared;
  expect(message).toContain('ExecStart=/usr/sbin/crond $CRONDARGS, there /usr/sbin/crond -n $CRONDARGS');
  expect(message).toContain('Type=forking, there (none)');
  expect(message).not.toContain('\n');
});
