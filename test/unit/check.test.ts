import { describe, expect, test } from '@jest/globals';
import { checkUnit } from '../../src/unit/check.ts';
import { service, target } from './helpers.ts';

const START = 'ExecStart=/bin/d';

describe('checkUnit', () => {
  test.each<[string, readonly string[], string]>([
    ['rhel7', ['User=x'], 'neither ExecStart= nor ExecStop='],
    ['rhel7', ['Type=simple', 'ExecStop=/bin/s'], 'needs ExecStart='],
    ['rhel7', ['ExecStop=/bin/s'], 'RemainAfterExit=yes'],
    ['rhel7', [START, 'ExecStart=/bin/e'], 'several ExecStart='],
    ['rhel7', ['ExecStart=/bin/d ; /bin/e'], 'several ExecStart='],
    ['rhel7', [START, 'ExecStart='], 'neither'],
    ['rhel7', [START, 'Type=oneshot', 'Restart=on-failure'], 'refuses Restart=on-failure'],
    ['rhel8.6', [START, 'Type=oneshot', 'Restart=on-failure'], 'refuses Restart=on-failure'],
    ['rhel10', [START, 'Type=oneshot', 'Restart=always'], 'refuses Restart=always'],
    ['debian12', [START, 'Type=oneshot', 'RestartForceExitStatus=1'], 'before systemd 256'],
    ['debian12', [START, 'Type=oneshot', 'ExitType=cgroup'], 'ExitType'],
    ['rhel7', [START, 'Type=dbus'], 'BusName='],
    ['rhel9', [START, 'PAMName=x', 'KillMode=process'], 'before systemd 257'],
    ['rhel7', [START, 'ExecCondition=/bin/t'], 'came with systemd 243'],
    ['rhel7', [START, 'TimeoutStartSec=infinity'], 'does not understand'],
    ['rhel7', [START, 'StandardOutput=append:/x'], 'does not understand'],
    ['rhel7', ['ExecStart=+/bin/d'], 'not absolute'],
    ['rhel7', ['ExecStart=d'], 'not absolute'],
    ['rhel8', ['ExecStart=/bin/d +%F'], "unknown specifier '%F'"],
    ['rhel8', [START, 'WorkingDirectory=/a%qb'], "unknown specifier '%q'"],
    ['rhel8', [START, 'PIDFile=x.pid'], 'does not understand'],
    ['rhel7', [START, 'Environment=A'], 'not an assignment'],
    ['rhel7.4', [`ExecStart=/bin/d ${'x'.repeat(2048)}`], '2047'],
    ['rhel7', [START, 'Unit.StartLimitIntervalSec=0'], 'no StartLimitIntervalSec='],
    ['rhel7', [START, 'Typo=1'], 'no Typo='],
    ['rhel7', [START, 'User=a\nGroup=b'], 'one line'],
    ['rhel7', [START, 'User=a\\'], 'joins the next line'],
  ])('%s %j: %s', (name, lines, problem) => {
    const problems = checkUnit(service(...lines), target(name)).map(found => found.problem);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  test.each<[string, readonly string[]]>([
    ['rhel7', [START, 'TimeoutStartSec=0', 'LimitCORE=0:infinity', 'IgnoreSIGPIPE=no', 'RuntimeDirectory=x']],
    ['rhel7', ['Type=oneshot', START, START, 'RemainAfterExit=yes', 'Unit.AssertPathExists=/x']],
    ['rhel7', ['ExecStop=/bin/s', 'RemainAfterExit=yes']],
    ['rhel7', ['ExecStart=/bin/e', 'ExecStart=', START]],
    ['rhel7', ['ExecStart=-@/bin/d d $OPTS +%F']],
    ['rhel8', [START, 'Type=exec', 'ExecCondition=/bin/t', 'StandardOutput=append:/x', 'CPUQuota=20%']],
    ['rhel8', [START, 'Type=oneshot', 'Restart=on-failure']],
    ['rhel10', [START, 'PAMName=x', 'KillMode=process', 'X-Own=1', 'Install.WantedBy=multi-user.target']],
    ['debian12', ['Unit.SuccessAction=reboot', 'Type=oneshot']],
  ])('%s accepts %j', (name, lines) => {
    expect(checkUnit(service(...lines), target(name))).toEqual([]);
  });

  test('a timer needs no ExecStart=', () => {
    expect(checkUnit({ name: 'x.timer', directives: [] }, target('rhel7'))).toEqual([]);
  });
});
