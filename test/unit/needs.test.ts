import { expect, test } from '@jest/globals';
import { needsOf } from '../../src/unit/needs.ts';
import { parseUnit } from '../../src/unit/parse.ts';
import { targetOf } from '../rules/run-example.ts';

test.each([
  ['a user', 'User=acme', ['user acme']],
  ['a number is there in any case', 'User=1000', []],
  ['a specifier is for the target to fill in', 'User=%i', []],
  ['groups', 'Group=a\nSupplementaryGroups=b c 7', ['group a', 'group b', 'group c']],
  ['a program', 'ExecStart=/usr/sbin/a -x', ['program /usr/sbin/a']],
  ['once', 'ExecStart=/bin/a\nExecStop=/bin/a', ['program /bin/a']],
  ['whose failure counts', 'ExecStartPre=-/bin/a', []],
  ['in the root of the host', 'RootDirectory=/srv\nExecStart=/bin/a', []],
  ['a working directory', 'WorkingDirectory=/srv/a', ['folder /srv/a']],
  ['one that may be missing', 'WorkingDirectory=-/srv/a', []],
  ['the folder of a log file', 'StandardOutput=append:/var/log/a/out', ['folder /var/log/a']],
  ['not below /run', 'StandardOutput=append:/var/run/a/out', []],
])('%s', (_, lines, expected) => {
  const unit = parseUnit('acmed.service', `[Service]\n${lines}\n`);
  expect(needsOf(unit, targetOf('rhel9')).map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
});
