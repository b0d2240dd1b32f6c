import { describe, expect, test } from '@jest/globals';
import { run } from './harness.ts';

const said = (conf: string | undefined, start = 'su acme -c acmed'): readonly string[] =>
  run(start, conf === undefined ? {} : { settings: { '/etc/security/limits.conf': conf } })
    .notes.filter(one => one.code === 'SV407')
    .map(one => [one.params.user, one.params.sets].filter(Boolean).join(': '));

describe('limits.conf of the old host', () => {
  test.each([
    ['not at hand', undefined, ['acme']],
    ['of the user', 'acme - nofile 65536\n', ['acme: nofile 65536']],
    ['of all and of groups', '*\thard\tnproc\t100\n@staff soft core 0', ['acme: nproc 100, core 0']],
    ['soft and hard', 'acme soft nofile 1024\nacme hard nofile 4096', ['acme: nofile 4096']],
    ['without limits', 'acme hard memlock -1', ['acme: memlock -1']],
    ['of others', 'root - nofile 65536\n# acme - nofile 1\nacme nofile 1', ['acme']],
  ])('%s', (_shows, conf, expected) => expect(said(conf)).toEqual(expected));
});
