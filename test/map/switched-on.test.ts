import { describe, expect, test } from '@jest/globals';
import { convert } from '../../src/pipeline.ts';
import { serializeUnit } from '../../src/unit/serialize.ts';
import { targetNamed } from '../samples.ts';
import { rhel } from './harness.ts';

const ACTIONS = { start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed' };
const FILE = '/etc/sysconfig/acmed';

/** What becomes of a script on a host of which all files are at hand. */
function onHost(text: string, settings: Readonly<Record<string, string>> = {}) {
  const input = { path: '/etc/init.d/acmed', name: 'acmed', text, sha256: '', encoding: 'UTF-8', crlf: false } as const;
  const { services } = convert({
    inputs: [{ ...input, executable: true }],
    target: targetNamed('debian12'),
    settings: path => settings[path],
    links: { found: false, scripts: new Map() },
  });
  const [service] = services;
  return {
    tier: service?.tier,
    unit: service?.units.map(unit => serializeUnit(unit)).join('\n'),
    codes: service?.findings.map(({ code }) => code),
  };
}

describe('a registered service that nothing turns on today has a unit that asks as the script did', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['without its file', `[ -r ${FILE} ] && . ${FILE}\n[ "$START" = yes ] || exit 0`, {}],
    ['with a file that does not speak of it', `. ${FILE}\n[ "$START" = yes ] || exit 0`, { [FILE]: 'OPTIONS=-x\n' }],
    ['off in the script', `START=no\n[ -f ${FILE} ] && . ${FILE}\n[ "$START" = yes ] || exit 0`, {}],
    [
      'off in the script, with a file that does not speak of it',
      `START=no\n. ${FILE}\nif [ "$START" != yes ]; then\n  echo off\n  exit 0\nfi`,
      { [FILE]: 'OPTIONS=-x\n' },
    ],
    ['behind another', `[ -r ${FILE} ] && . ${FILE}\n[ -z "$A" ] && exit 0\n[ "$START" = yes ] || exit 0`, {}],
    [
      'that needs the file',
      `if [ -r ${FILE} ]; then\n  . ${FILE}\nelse\n  exit 0\nfi\n[ "$START" = yes ] || exit 0`,
      {},
    ],
  ])('%s', (_, before, settings) => {
    const { tier, unit, codes } = onHost(rhel(ACTIONS, before), settings);
    expect(tier).toBe('native');
    expect(unit).toMatch(/^ExecCondition=.*START|\$\$START/m);
    expect(unit).toContain('/usr/sbin/acmed');
    expect(codes).toContain('SV404');
  });

  test('in the start alone', () => {
    const start = `START=no\n. ${FILE}\n[ "$START" = yes ] || exit 0\ndaemon /usr/sbin/acmed`;
    expect(onHost(rhel({ ...ACTIONS, start }), { [FILE]: 'OPTIONS=-x\n' }).unit).toContain('/usr/sbin/acmed');
  });
});

describe('there is none', () => {
  test('where the script ends whatever is set', () => {
    expect(onHost(rhel(ACTIONS, 'exit 1')).tier).toBe('not-a-service');
  });

  test('where nothing registers it', () => {
    const text = rhel(ACTIONS, `[ -r ${FILE} ] && . ${FILE}\n[ "$START" = yes ] || exit 0`).replace(
      /^# chkconfig.*\n/m,
      '',
    );
    expect(onHost(text).tier).toBe('not-a-service');
  });
});
