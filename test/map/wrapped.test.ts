import { expect, test } from '@jest/globals';
import { mapWrapped } from '../../src/map/wrapped.ts';
import { rhel } from './harness.ts';
import { inputOf } from './mapped.ts';

const BASE = { start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed' };
const PATH = '/usr/libexec/sysv2systemd/acmed/script';

test.each([
  ['without a reload', BASE, []],
  ['with one', { ...BASE, reload: 'killproc acmed -HUP' }, [`ExecReload=${PATH} reload`]],
])('the unit calls the script, %s', (_, actions, reload) => {
  const text = rhel(actions);
  const { directives, files, notes, tier, reason, confidence, statements } = mapWrapped(inputOf(text), 'a reason');
  expect(directives.map(one => `${one.name}=${one.value}`)).toEqual([
    'Type=forking',
    'GuessMainPID=no',
    'RemainAfterExit=yes',
    `ExecStart=${PATH} start`,
    `ExecStop=${PATH} stop`,
    ...reload,
    'KillMode=process',
    'IgnoreSIGPIPE=no',
  ]);
  for (const one of directives)
    expect([one.section, one.by, one.confidence, one.evidence]).toEqual(['Service', 'map/wrapped', 'assumed', []]);
  expect(files).toEqual([{ path: PATH, mode: 0o755, content: text, kind: 'script', evidence: [], reason: 'a reason' }]);
  expect(notes).toEqual([{ code: 'SV203', params: { reason: 'a reason' } }]);
  expect([tier, reason, confidence]).toEqual(['wrapped', 'a reason', 'assumed']);
  expect(statements.places.helper).toBe(statements.total);
  expect(new Set(statements.list.map(one => one.detail))).toEqual(new Set([PATH]));
});

test('its other actions call it too', () => {
  const { actions } = mapWrapped(inputOf(rhel({ ...BASE, reload: 'killproc acmed -HUP' })), 'a reason');
  expect(actions.find(one => one.name === 'reload')?.becomes).toBe('systemctl reload acmed.service');
});
