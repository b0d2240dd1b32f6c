import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseUnit } from '../../src/unit/parse.ts';
import { serializeUnit, unitLines } from '../../src/unit/serialize.ts';
import type { Directive } from '../../src/unit/unit.ts';
import { directive, target } from './helpers.ts';

const BROKER = `[Unit]
Description=Acme message broker, keeps queues on disk
Wants=network-online.target
After=network-online.target remote-fs.target
AssertFileIsExecutable=/usr/sbin/acmed

[Service]
Type=forking
PIDFile=/run/acme/acmed.pid
User=acme
RuntimeDirectory=acme
Environment=CONFIG=/etc/acme/acmed.conf
EnvironmentFile=-/etc/sysconfig/acmed
ExecStartPre=/usr/bin/test -f \${CONFIG}
ExecStart=/usr/sbin/acmed -c \${CONFIG} -p /var/run/acme/acmed.pid $OPTIONS
ExecReload=/bin/kill -HUP $MAINPID
KillMode=process
TimeoutStartSec=0
TimeoutStopSec=10
IgnoreSIGPIPE=no
LimitNOFILE=16384
LimitCORE=0:infinity

[Install]
WantedBy=multi-user.target
`;

const RELAY = `[Unit]
Description=mail relay
Wants=network-online.target
After=remote-fs.target network-online.target
ConditionFileIsExecutable=/usr/sbin/relayd

[Service]
User=relay
Group=mail
WorkingDirectory=/var/spool/relay
Environment=RUN=no LISTEN=127.0.0.1:25
EnvironmentFile=-/etc/default/relayd
ExecCondition=/usr/bin/test \${RUN} = yes
ExecStart=/usr/sbin/relayd --listen \${LISTEN} $EXTRA
KillMode=process
TimeoutStopSec=20
IgnoreSIGPIPE=no
Nice=5

[Install]
WantedBy=multi-user.target
`;

describe('serializeUnit', () => {
  test.each([BROKER, RELAY])('canonical text stays, whatever the order was', text => {
    const unit = parseUnit('x.service', text);
    expect(serializeUnit(unit)).toBe(text);
    const limits = (one: Directive): boolean => one.name.startsWith('Limit');
    const shuffled = [...unit.directives.filter(one => !limits(one)).reverse(), ...unit.directives.filter(limits)];
    expect(serializeUnit({ ...unit, directives: shuffled })).toBe(text);
  });

  test('comments stand above, short assignments share a line', () => {
    const directives = [
      directive('Service', 'ExecStart', '/bin/b', 'decide\nthis \\'),
      directive('Service', 'Environment', 'A=1'),
      directive('Service', 'Environment', 'B=2'),
      directive('Service', 'ExecStart', '/bin/a'),
    ];
    const unit = { name: 'x.service', directives };
    expect(serializeUnit(unit)).toBe(
      '[Service]\nEnvironment=A=1 B=2\n# decide\n# this\nExecStart=/bin/b\nExecStart=/bin/a\n',
    );
    expect(unitLines(unit)[1]?.directives).toEqual([directives[1], directives[2]]);
    const long = directive('Service', 'Environment', `LONG=${'x'.repeat(60)}`);
    expect(serializeUnit({ ...unit, directives: [...directives.slice(1, 3), long] })).toBe(
      `[Service]\nEnvironment=A=1\nEnvironment=B=2\nEnvironment=${long.value}\n`,
    );
    const spaced = directive('Service', 'Environment', '"C=x y"');
    expect(serializeUnit({ ...unit, directives: [...directives.slice(1, 2), spaced] })).toBe(
      '[Service]\nEnvironment=A=1\nEnvironment="C=x y"\n',
    );
    expect(serializeUnit({ name: 'x.service', directives: [] })).toBe('');
  });

  test('parse(serialize(unit)) has the same directives', () => {
    const value = fc.string({ unit: fc.constantFrom(...'ab/=$%" {}#;[]'), maxLength: 12 }).map(text => text.trim());
    const one = fc
      .tuple(
        fc.constantFrom('Unit', 'Service', 'Install', 'Timer', 'Socket', 'Path'),
        fc.constantFrom(
          'Description',
          'After',
          'ExecStart',
          'ExecStop',
          'User',
          'LimitCPU',
          'X-Own',
          'Nice',
          'WantedBy',
        ),
        value,
        fc.option(fc.constantFrom('why', 'two\nlines', ''), { nil: undefined }),
      )
      .map(([section, name, text, comment]) => directive(section, name, text, comment));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), directives => {
        const text = serializeUnit({ name: 'x.service', directives });
        for (const version of ['rhel7', 'rhel10']) {
          const back = parseUnit('x.service', text, target(version)).directives;
          const key = (from: readonly Directive[]): readonly string[] =>
            from.map(({ section, name, value: content }) => `${section}.${name}=${content}`);
          expect([...key(back)].sort()).toEqual([...key(directives)].sort());
          // Directives of one name keep their order.
          for (const { section, name } of directives) {
            const same = (found: Directive): boolean => found.section === section && found.name === name;
            expect(key(back.filter(same))).toEqual(key(directives.filter(same)));
          }
        }
        expect(serializeUnit({ name: 'x.service', directives: parseUnit('x', text).directives })).toBe(
          text.replace(/^#.*\n/gm, ''),
        );
      }),
    );
  });
});

describe('parseUnit', () => {
  test('spans, blanks, comments, unknown sections and lines without =', () => {
    const text = '# c\n[Service]\n ; d\nUser = me \nnonsense\n=x\n[X-Own]\nA=b\n[Install]\nAlias=\n';
    const { directives } = parseUnit('x.service', text);
    expect(directives.map(one => `${one.section}.${one.name}=${one.value}`)).toEqual([
      'Service.User=me',
      'Install.Alias=',
    ]);
    expect(directives[0]?.evidence[0]).toMatchObject({ path: 'x.service', line: 4, endLine: 4 });
  });

  test.each([
    ['rhel7', '/d a  # note   b'],
    ['rhel8', '/d a  # note   b'],
    ['debian11', '/d a   b'],
  ])('a comment between continued lines on %s', (name, expected) => {
    const text = '[Service]\nExecStart=/d a \\\n# note \\\n b\nUser=x\n';
    const { directives } = parseUnit('x.service', text, target(name));
    expect(directives.map(one => one.value)).toEqual([expected, 'x']);
    expect(directives[0]?.evidence[0]).toMatchObject({ line: 2, endLine: 4 });
  });

  test('a comment that ends in a backslash eats the next line before 241', () => {
    const text = '[Service]\n# c \\\nUser=x\nGroup=y\\\\\n';
    expect(parseUnit('x', text, target('rhel8')).directives.map(one => one.name)).toEqual(['Group']);
    expect(parseUnit('x', text, target('debian11')).directives.map(one => one.name)).toEqual(['User', 'Group']);
  });
});
