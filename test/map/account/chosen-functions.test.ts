import { describe, expect, test } from '@jest/globals';
import { rhel } from '../harness.ts';
import { mapped } from '../mapped.ts';

const ACTIONS = { start: 'prepare\ndaemon /usr/sbin/acmed', stop: 'killproc acmed' };
const TEST = 'if [ -f /etc/acme/new ]; then';

describe('a function that a test chooses among several', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'on both sides',
      `${TEST}\nprepare() { /opt/new; }\nelse\nprepare() { /opt/old; }\nfi`,
      ['SV256 7 name=prepare line=7 others=5'],
    ],
    ['on one side', `${TEST}\nprepare() { /opt/new; }\nfi`, ['SV256 5 name=prepare line=5 others=']],
    [
      'one after the other',
      `${TEST}\nprepare() { /opt/a; }\nfi\n[ -f /etc/b ] && prepare() { /opt/b; }\n[ -f /etc/c ] && prepare() { /opt/c; }`,
      ['SV256 5 name=prepare line=5 others=7 or 8'],
    ],
    ['that only speaks', `${TEST}\nprepare() { echo new; }\nelse\nprepare() { echo old; }\nfi`, []],
    ['that is defined again behind the test', `${TEST}\nprepare() { /opt/a; }\nfi\nprepare() { /opt/b; }`, []],
    ['by a test that the text decides', 'if true; then\nprepare() { /opt/a; }\nelse\nprepare() { /opt/b; }\nfi', []],
    ['that nothing calls', `${TEST}\nother() { /opt/new; }\nfi\nprepare() { /opt/a; }`, []],
    ['where the other side ends the action', `${TEST}\nprepare() { /opt/new; }\nelse\nexit 0\nfi`, []],
  ])('%s', (_, before, notes) => {
    const told = mapped(rhel(ACTIONS, before));
    expect(told.notes('SV256')).toEqual(notes);
    expect(told.confidence === 'proved').toBe(notes.length === 0);
  });
});
