import { describe, expect, test } from '@jest/globals';
import { applyOverride } from '../../../src/map/override/override.ts';
import { parseUnit } from '../../../src/unit/parse.ts';
import { serializeUnit } from '../../../src/unit/serialize.ts';
import { targetOf } from '../../rules/run-example.ts';

const UNIT = parseUnit(
  'acmed.service',
  '[Unit]\nAfter=a.service\n[Service]\nType=forking\nPIDFile=/run/a.pid\nExecStart=/usr/sbin/acmed\nUser=old\n',
);

function apply(text: string, target = 'rhel7') {
  const { unit, notes, ...rest } = applyOverride(UNIT, { path: 'acmed.conf', text }, targetOf(target));
  const lines = serializeUnit(unit).split('\n');
  return {
    lines: lines.filter(line => line.includes('=') && !serializeUnit(UNIT).split('\n').includes(line)),
    gone: serializeUnit(UNIT)
      .split('\n')
      .filter(line => !lines.includes(line)),
    notes: notes.map(({ code, params, span }) => `${code} ${span?.line} ${Object.values(params).join(' | ')}`),
    ...rest,
  };
}

describe('a line of an override', () => {
  test.each<[string, string, readonly string[], readonly string[], readonly string[]]>([
    ['takes the place of a value', '[Service]\nUser=new', ['User=new'], ['User=old'], ['SV510 2 User=new | User=old']],
    ['adds what was not there', '[Service]\nNice=5', ['Nice=5'], [], ['SV510 2 Nice=5 | nothing']],
    [
      'adds to a list',
      '[Unit]\nAfter=b.service',
      ['After=b.service'],
      [],
      ['SV510 2 After=b.service | After=a.service'],
    ],
    ['empties', '[Service]\nUser=', [], ['User=old'], ['SV510 2 User= | User=old']],
    [
      'is left out where the target does not know it',
      '[Service]\nExitType=cgroup',
      [],
      [],
      ['SV511 2 ExitType=cgroup | RHEL 7.9 (systemd 219) has no ExitType= in [Service], it came with systemd 250'],
    ],
    [
      'is one of several that are right together',
      '[Service]\nExecStart=\nExecStart=/usr/sbin/acmed -f\nType=simple\nPIDFile=',
      ['ExecStart=/usr/sbin/acmed -f'],
      ['Type=forking', 'PIDFile=/run/a.pid', 'ExecStart=/usr/sbin/acmed'],
      [
        'SV510 2 ExecStart= | ExecStart=/usr/sbin/acmed',
        'SV510 3 ExecStart=/usr/sbin/acmed -f | ExecStart=/usr/sbin/acmed',
        'SV510 4 Type=simple | Type=forking',
        'SV510 5 PIDFile= | PIDFile=/run/a.pid',
      ],
    ],
    ['says nothing in a comment', '# User=new\n[Service]\n; Nice=1', [], [], []],
  ])('%s', (_, text, lines, gone, notes) => {
    const found = apply(text);
    expect(found.notes).toEqual(notes);
    expect(found.gone).toEqual(gone);
    expect(found.lines.filter(line => line !== 'Type=simple')).toEqual(lines);
  });
});

describe('a line that says nothing is told with its number, and the rest applied', () => {
  test.each<[string, string, number, string]>([
    ['before any section', 'Nice=1\n[Service]\nUser=new', 1, 'it stands before any section'],
    ['an unknown section', '[Servcie]\nNice=1\n[Service]\nUser=new', 1, 'no unit has such a section'],
    ['no assignment', '[Service]\nNice 5\nUser=new', 2, 'it is no assignment'],
    ['no name', '[Service]\n=5\nUser=new', 2, 'it is no assignment'],
    ['in [Migration] too', '[Migration]\nexclude\n[Service]\nUser=new', 2, 'it is no assignment'],
    ['a section that is not closed', '[Service]\n[Unit\nUser=new', 2, 'it is no assignment'],
  ])('%s', (_, text, line, problem) => {
    const found = apply(text);
    expect(found.notes.filter(one => one.startsWith('SV511'))).toEqual([
      expect.stringMatching(new RegExp(`^SV511 ${line} .*${problem}`)),
    ]);
    expect(found.lines).toEqual(['User=new']);
  });

  test('lines that go on, comments and empty lines are none of these', () => {
    expect(apply('; c\n\n[Service]\nEnvironment=A=1 \\\n  B=2\n# c\n').notes).toHaveLength(1);
  });
});

describe('[Migration]', () => {
  test.each([
    ['Exclude=yes\nReason=gone since May', { excluded: 'gone since May' }, ['SV512 2 gone since May']],
    ['Exclude=yes', { excluded: 'no reason is given' }, ['SV512 2 no reason is given']],
    ['Exclude=no', {}, []],
    ['Enable=no', { enabled: false }, ['SV510 2 Enable=no | the links of the old host']],
    ['Enable=on', { enabled: true }, ['SV510 2 Enable=on | the links of the old host']],
    ['Enable=maybe', {}, [expect.stringMatching(/^SV511 2 Enable=maybe/)]],
    ['Colour=red', {}, [expect.stringMatching(/^SV511 2 Colour=red/)]],
  ])('%s', (text, decided, notes) => {
    const { excluded, enabled, notes: found } = apply(`[Migration]\n${text}\n`);
    expect({ ...(excluded && { excluded }), ...(enabled !== undefined && { enabled }) }).toEqual(decided);
    expect(found).toEqual(notes);
  });
});
