import { describe, expect, test } from '@jest/globals';
import type { Service } from '../../src/model/service.ts';
import { deploymentOf } from '../../src/plan/deployment.ts';
import { manifestFile } from '../../src/plan/manifest.ts';
import { planTree } from '../../src/plan/plan.ts';
import { parseUnit } from '../../src/unit/parse.ts';
import { migration, service } from '../report/fixture.ts';

const deploy = (change: Partial<Service>) => {
  const all = migration(service(change));
  return deploymentOf(all, planTree(all).files);
};
const withUnit = (text: string, name = 'acmed.service') => ({ units: [parseUnit(name, text)] });

describe('links of a unit', () => {
  const rows: readonly (readonly [string, Partial<Service>, readonly string[]])[] = [
    [
      'on',
      { enabled: true, ...withUnit('[Install]\nWantedBy=a.target b.target\nRequiredBy=c.target\nAlias=acme.service') },
      [
        'acme.service',
        'a.target.wants/acmed.service',
        'b.target.wants/acmed.service',
        'c.target.requires/acmed.service',
      ],
    ],
    ['off', { enabled: false, ...withUnit('[Install]\nWantedBy=a.target') }, []],
    ['nobody knows', withUnit('[Install]\nWantedBy=a.target'), []],
    ['on, but nothing wants it', { enabled: true, ...withUnit('[Service]\nType=simple') }, []],
    ['superseded', { enabled: true, disposition: 'superseded', ...withUnit('[Install]\nWantedBy=a.target') }, []],
    [
      'a name that would lead elsewhere',
      { enabled: true, ...withUnit('[Install]\nWantedBy=../x.target %i.target') },
      [],
    ],
    [
      'a template without an instance',
      { enabled: true, ...withUnit('[Install]\nWantedBy=a.target', 'a@.service') },
      [],
    ],
    [
      'a template',
      { enabled: true, ...withUnit('[Install]\nWantedBy=a.target\nDefaultInstance=x', 'a@.service') },
      ['a.target.wants/a@x.service'],
    ],
  ];

  test.each(rows)('%s', (_, change, expected) => {
    const paths = deploy(change).units.flatMap(unit => unit.links.map(link => link.path));
    expect(paths).toEqual(expected.map(path => `etc/systemd/system/${path}`));
  });
});

test('units come after what they call', () => {
  expect(deploy({}).files.map(file => file.path)).toEqual([
    'usr/libexec/initscripts/legacy-actions/acmed/configtest',
    'etc/systemd/system/acmed.service',
  ]);
});

test('what a unit needs is asked of the host, but not what is brought along', () => {
  const text =
    '[Service]\nUser=acme\nGroup=1000\nExecStartPre=-/usr/bin/maybe\nExecStart=/usr/sbin/acmed\nExecStop=/usr/libexec/initscripts/legacy-actions/acmed/configtest';
  expect(deploy(withUnit(text)).units[0]?.needs.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'user acme',
    'program /usr/sbin/acmed',
  ]);
});

test('the manifest has one thing per line, and nothing that would break its lines', () => {
  const { content } = manifestFile(deploy({ enabled: true, initScript: 'acmed' }));
  expect(content.split('\n').filter(line => !/^(#|file|$)/.test(line))).toEqual([
    'systemd\t219',
    'script\tacmed\tacmed.service\taside',
    'unit\tacmed.service\tenabled\tstart',
    'link\tetc/systemd/system/multi-user.target.wants/acmed.service\t/etc/systemd/system/acmed.service',
    'program\t/usr/sbin/acmed\tacmed.service',
  ]);
  expect(manifestFile(deploy({ initScript: 'a\nscript\tx' })).content).not.toContain('script\tx');
});
