import { describe, expect, test } from '@jest/globals';
import { buildUnits, type Manner } from '../../src/map/build.ts';
import type { Directive, Section } from '../../src/unit/unit.ts';
import { rhel } from './harness.ts';
import { inputOf } from './mapped.ts';

const directive = (section: Section, name: string, value: string): Directive => ({
  section,
  name,
  value,
  evidence: [],
  confidence: 'proved',
  by: 'header',
});

const FRAME = {
  description: directive('Unit', 'Description', 'Acme'),
  ordering: [directive('Unit', 'After', 'network.target')],
  install: [directive('Install', 'WantedBy', 'multi-user.target')],
};

const TWO = rhel({ start: 'daemon /usr/sbin/a\ndaemon /usr/sbin/b', stop: 'killproc b\nkillproc a' });

const MANNER: Manner = { templates: false, mayBeSeveral: true, isTaken: () => false };

const built = (text: string, manner: Partial<Manner> = {}) =>
  buildUnits(inputOf(text), FRAME, { ...MANNER, ...manner });

describe('the units of a script', () => {
  test('are one, with what the header says around what the body does', () => {
    const { unit, others, several, mapped } = built(rhel({ start: 'daemon /usr/sbin/a', stop: 'killproc a' }));
    expect([unit.name, others, several, mapped.tier]).toEqual(['acmed.service', [], false, 'native']);
    const names = unit.directives.map(({ name }) => name);
    expect([names.slice(0, 2), names.at(-1)]).toEqual([['Description', 'After'], 'WantedBy']);
    expect(names).toContain('ExecStart');
  });

  test('are several where it starts several daemons and nobody needs them to be one', () => {
    const { unit, others, several } = built(TWO);
    expect([unit.name, others.map(({ name }) => name), several]).toEqual([
      'acmed.service',
      ['acmed-a.service', 'acmed-b.service'],
      true,
    ]);
    expect(built(TWO, { mayBeSeveral: false }).others).toEqual([]);
  });

  test('leave the names of other scripts to these', () => {
    const { others } = built(TWO, { isTaken: name => name === 'acmed-b' });
    expect(others.map(({ name }) => name)).toEqual(['acmed-a.service', 'acmed-daemon-b.service']);
  });

  test('have the name of the script, which is escaped already', () => {
    const input = { ...inputOf(rhel({ start: 'daemon /usr/sbin/a' })), name: 'acme\\x20d' };
    expect(buildUnits(input, FRAME, MANNER).unit.name).toBe('acme\\x20d.service');
  });

  test('are the script called as a whole where that was decided before', () => {
    const { mapped } = built(rhel({ start: 'daemon /usr/sbin/a' }), { wholly: 'nobody could read it' });
    expect([mapped.tier, mapped.reason]).toEqual(['wrapped', 'nobody could read it']);
  });
});
