import { describe, expect, test } from '@jest/globals';
import { unitEffects } from '../../src/unit/effects.ts';
import { field, quoted, service, setting, target, text } from './helpers.ts';

const RHEL7 = target('rhel7');

describe('unitEffects', () => {
  test('commands in the order they run, with what they inherit', () => {
    const unit = service(
      'ExecStop=-/bin/stop $MAINPID',
      'ExecStart=/bin/d -c ${CONF} $OPTS',
      'ExecStartPre=/bin/test -f /x',
      'Type=forking',
      'PIDFile=/run/d.pid',
      'User=me',
      'Group=us',
      'SupplementaryGroups=a b',
      'WorkingDirectory=/a%%b',
      'UMask=0027',
      'Nice=5',
      'LimitNOFILE=1024',
      'LimitNOFILE=2048',
      'Environment=A=1 "B=2 3"',
      'Environment=A=4',
      'EnvironmentFile=/etc/one',
      'EnvironmentFile=-/etc/two',
      'StandardOutput=null',
      'IgnoreSIGPIPE=no',
      'KillMode=process',
      'TimeoutSec=10',
      'TimeoutStopSec=20',
    );
    const effects = unitEffects(unit, RHEL7);
    expect(effects).toMatchObject({ type: 'forking', pidFile: '/run/d.pid', timeoutStart: '10', restart: 'no' });
    expect(effects.kill).toEqual({
      mode: 'process',
      signal: 'SIGTERM',
      sendSigkill: true,
      sendSighup: false,
      timeout: '20',
    });
    expect(effects.commands.map(({ phase, argv, ignoreFailure }) => ({ phase, argv, ignoreFailure }))).toEqual([
      { phase: 'ExecStartPre', argv: ['/bin/test', '-f', '/x'].map(text), ignoreFailure: false },
      {
        phase: 'ExecStart',
        argv: [text('/bin/d'), text('-c'), field(quoted('CONF')), field(setting('OPTS'))],
        ignoreFailure: false,
      },
      { phase: 'ExecStop', argv: [text('/bin/stop'), field(setting('MAINPID'))], ignoreFailure: true },
    ]);
    expect(effects.commands[1]?.process).toEqual({
      user: 'me',
      group: 'us',
      groups: ['a', 'b'],
      cwd: '/a%b',
      umask: '0027',
      nice: '5',
      stdout: 'null',
      limits: new Map([['NOFILE', '2048']]),
      environment: new Map([
        ['A', '4'],
        ['B', '2 3'],
      ]),
      environmentFiles: [
        { path: '/etc/one', optional: false },
        { path: '/etc/two', optional: true },
      ],
      ignoreSigpipe: false,
    });
  });

  test('conditions', () => {
    const unit = service(
      'Unit.ConditionHost=x',
      'Unit.AssertFileIsExecutable=/x',
      'Unit.ConditionPathExists=',
      'Unit.ConditionPathExists=|!/a%%b',
    );
    expect(unitEffects(unit, RHEL7).conditions).toEqual([
      { test: 'FileIsExecutable', argument: '/x', negated: false, trigger: false, assert: true },
      { test: 'PathExists', argument: '/a%b', negated: true, trigger: true, assert: false },
    ]);
  });

  test('prefixes and PermissionsStartOnly= take the user away', () => {
    const users = (name: string, ...lines: readonly string[]): readonly (string | undefined)[] =>
      unitEffects(service('User=me', ...lines), target(name)).commands.map(command => command.process.user);
    expect(users('rhel8', 'ExecStartPre=+/a', 'ExecStartPre=!/b', 'ExecStartPre=!!/c', 'ExecStart=/d')).toEqual([
      undefined,
      undefined,
      'me',
      'me',
    ]);
    expect(users('rhel7', 'PermissionsStartOnly=yes', 'ExecStartPre=/a', 'ExecStart=/d')).toEqual([undefined, 'me']);
  });

  test('defaults, resets and bad lines', () => {
    const effects = unitEffects(service('ExecStart=/a', 'ExecStart=', 'ExecStart=b'), RHEL7);
    expect(effects.type).toBe('simple');
    expect(effects.commands).toHaveLength(1);
    expect(effects.commands[0]?.error).toContain('not absolute');
    expect(unitEffects(service('ExecStop=/a'), RHEL7).type).toBe('oneshot');
    expect(unitEffects(service('ExecStart=/a', 'BusName=org.x'), RHEL7).type).toBe('dbus');
  });
});
