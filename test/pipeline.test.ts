import { expect, test } from '@jest/globals';
import { memorySource } from '../src/host/memory-source.ts';
import { discoverScripts } from '../src/host/scripts.ts';
import { convert } from '../src/pipeline.ts';
import { targetNamed } from './samples.ts';

test('a script that no stack is deep enough for fails alone', () => {
  const deep = `#!/bin/sh\ncase "$1" in start) X=${'$(echo '.repeat(6000)}a${')'.repeat(6000)} ;; esac\n`;
  const plain = '#!/bin/sh\ncase "$1" in start) /usr/sbin/acmed & ;; stop) killall acmed ;; esac\n';
  const files = new Map([
    ['/etc/init.d/deep', deep],
    ['/etc/init.d/plain', plain],
  ]);
  const { scripts } = discoverScripts(memorySource(files));
  const { services } = convert({ inputs: scripts, target: targetNamed('rhel7'), settings: () => undefined });
  expect(services.map(({ name, tier }) => `${name}: ${tier}`)).toEqual(['deep: failed', 'plain: native']);
});

test('a script on which the tool itself fails does so alone, and says why', () => {
  const asks = '#!/bin/sh\n[ -f /etc/default/a ] && . /etc/default/a\ncase "$1" in start) /usr/sbin/acmed & ;; esac\n';
  const plain = '#!/bin/sh\ncase "$1" in start) /usr/sbin/acmed & ;; stop) killall acmed ;; esac\n';
  const { scripts } = discoverScripts(
    memorySource(
      new Map([
        ['/etc/init.d/asks', asks],
        ['/etc/init.d/plain', plain],
      ]),
    ),
  );
  const settings = (): undefined => {
    throw new TypeError('no such thing');
  };
  const { services } = convert({ inputs: scripts, target: targetNamed('rhel7'), settings });
  expect(services.map(({ name, tier }) => `${name}: ${tier}`)).toEqual(['asks: failed', 'plain: native']);
  expect(services[0]?.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'SV906 sysv2systemd failed on this script, and there is no unit of it: TypeError: no such thing',
  ]);
});

// What another PATH would find is no more than a guess.
test.each([
  ['exec=/usr/local/bin/acmed', 'inferred'],
  ['exec=/opt/acme/acmed', 'proved'],
])('a program called by its name, where the script says %s, is %s', (top, confidence) => {
  const text = `#!/bin/sh\n# chkconfig: 345 85 15\n# description: x\n. /etc/rc.d/init.d/functions\n${top}\ncase "$1" in\nstart) daemon acmed -D ;;\nstop) killproc acmed ;;\nesac\n`;
  const { scripts } = discoverScripts(memorySource(new Map([['/etc/init.d/acmed', text]])));
  const { services } = convert({ inputs: scripts, target: targetNamed('rhel7'), settings: () => undefined });
  expect(services.map(one => one.confidence)).toEqual([confidence]);
});
