import { describe, expect, test } from '@jest/globals';
import { initScript } from '../../../src/rules/example-script.ts';
import { serializeUnit } from '../../../src/unit/serialize.ts';
import { runExample } from '../../rules/run-example.ts';

const LOOP = 'for i in a b; do';
const START = `${LOOP} daemon --pidfile /var/run/acmed-$i.pid /usr/sbin/acmed -n $i -p /var/run/acmed-$i.pid; done`;
const STOP = `${LOOP} killproc -p /var/run/acmed-$i.pid acmed; done`;

function converted(
  parts: { readonly start?: string; readonly stop?: string; readonly top?: string; readonly cases?: string } = {},
  settings?: string,
) {
  const [service] = runExample({
    script: initScript({ start: START, stop: STOP, ...parts }),
    templates: true,
    reported: true,
    ...(settings !== undefined && { settings: { '/etc/sysconfig/acmed': settings } }),
  }).services;
  const text = (name: string): string => {
    const unit = service?.units.find(one => one.name === name);
    return unit ? serializeUnit(unit) : '';
  };
  const told = service?.findings.filter(({ code }) => code === 'SV239' || code === 'SV240') ?? [];
  return { service, text, names: service?.units.map(({ name }) => name), told };
}

describe('a loop that starts daemons', () => {
  test('is a template, and a unit of the script’s name that wants its instances', () => {
    const { service, names, text, told } = converted();
    expect(names).toEqual(['acmed.service', 'acmed@.service']);
    expect(text('acmed.service')).toContain('Wants=acmed@a.service acmed@b.service\n');
    expect(text('acmed.service')).toContain('After=acmed@a.service acmed@b.service\n');
    expect(text('acmed.service')).toContain('Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n');
    expect(text('acmed.service')).toContain('WantedBy=multi-user.target');
    expect(text('acmed.service')).not.toContain('Requires=');
    expect(text('acmed@.service')).toContain('PartOf=acmed.service\n');
    expect(text('acmed@.service')).toContain('PIDFile=/run/acmed-%i.pid\n');
    expect(text('acmed@.service')).toContain('ExecStart=/usr/sbin/acmed -n %i -p /var/run/acmed-%i.pid\n');
    expect(text('acmed@.service')).not.toContain('[Install]');
    expect(told.map(({ code, severity }) => [code, severity])).toEqual([['SV239', 'low']]);
    expect(service).toMatchObject({ tier: 'native', confidence: 'proved', files: [] });
    expect(service?.statements.places.lost).toBe(0);
    expect(JSON.stringify(service)).not.toContain('qzjv');
  });

  test.each<[string, Parameters<typeof converted>, string]>([
    [
      'a variable of the script',
      [{ top: 'L="a b"', start: START.replace('a b', '$L'), stop: STOP.replace('a b', '$L') }],
      'a b',
    ],
    ['in braces', [{ top: "L='x1'", start: START.replace('a b', '${L}'), stop: STOP.replace('a b', '${L}') }], 'x1'],
    [
      'a function that is called in the loop',
      [{ top: 'one() { /usr/sbin/acmed -n $1 -p /var/run/acmed-$1.pid & }', start: `${LOOP} one $i; done` }],
      'a b',
    ],
    [
      'words with a dot and a dash',
      [{ start: START.replace('a b', 'x.1 y-2'), stop: STOP.replace('a b', 'x.1 y-2') }],
      'x.1 y-2',
    ],
  ])('%s', (_, [parts], list) => {
    const { told, names } = converted(parts);
    expect(told.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringContaining(`SV239 one daemon for each of ${list}:`),
    ]);
    expect(names).toEqual(['acmed.service', 'acmed@.service']);
  });

  test('a round that is left by `continue` is no failure', () => {
    const { text } = converted({ start: START.replace('do daemon', 'do [ -r /etc/acme/$i ] || continue; daemon') });
    expect(text('acmed@.service')).toContain('ConditionPathExists=/etc/acme/%i\n');
  });

  test('a list of a settings file is frozen, which is said', () => {
    const parts = {
      top: 'L="a b"\n[ -f /etc/sysconfig/acmed ] && . /etc/sysconfig/acmed',
      start: START.replace('a b', '$L'),
      stop: STOP.replace('a b', '$L'),
    };
    const { told, text } = converted(parts, 'L="north south"\n');
    expect(told[0]).toMatchObject({ code: 'SV239', severity: 'medium' });
    expect(text('acmed.service')).toContain('Wants=acmed@north.service acmed@south.service\n');
    expect(converted(parts, 'L=\n').told[0]?.message).toContain('L is empty today');
  });

  test('actions of the script’s own keep their loop', () => {
    const { service } = converted({ cases: `check) ${LOOP} /usr/sbin/acmed -t -n $i; done ;;` });
    expect(service?.files.find(({ kind }) => kind === 'action')?.content).toContain(
      `${LOOP}\n  /usr/sbin/acmed -t -n $i\ndone`,
    );
  });
});

describe('no template, and the reason at the loop', () => {
  test.each<[string, NonNullable<Parameters<typeof converted>[0]>, string]>([
    ['files', { start: START.replace('a b', '/etc/acme/*.conf') }, 'is made when it runs'],
    ['output of a program', { start: START.replace('a b', '$(ls /etc/acme)') }, 'is made when it runs'],
    [
      'a variable that is computed',
      { top: 'L=$(ls /etc/acme)', start: START.replace('a b', '$L') },
      'what L holds is not known',
    ],
    ['a word that is no name', { start: START.replace('a b', 'a /b') }, '"/b" cannot be the name'],
    ['a word twice', { start: START.replace('a b', 'a a') }, 'a word is there twice'],
    ['a folder for all', { start: `mkdir -p /srv/acme\n${START}` }, 'is done once for all of them, in start'],
    [
      'a program behind the loop',
      { start: `${START}\n/usr/sbin/acme-notify` },
      'is done once for all of them, in start',
    ],
    ['a stop for all', { stop: 'killproc acmed' }, 'is done once for all of them, in stop'],
    ['one that is not like the others', { start: START.replace('-n $i', '-n $i $([ $i = b ] && echo -x)') }, ''],
    [
      'another order for one',
      { start: `${LOOP} if [ $i = b ]; then nice -n 5 /usr/sbin/acmed -n $i & else /usr/sbin/acmed -n $i & fi; done` },
      '',
    ],
    ['the word in the path of the program', { start: `${LOOP} /opt/$i/acmed & done` }, 'the path of the program'],
    ['nothing of the word', { start: `${LOOP} /usr/sbin/acmed & done` }, 'nothing in the unit would depend'],
    [
      'two daemons for each',
      { start: `${LOOP} /usr/sbin/acmed $i & /usr/sbin/acmeb $i & done` },
      'there is not one daemon for each word',
    ],
  ])('%s', (_, parts, reason) => {
    const { told, names } = converted(parts);
    expect(told.map(({ code }) => code)).toEqual(['SV240']);
    expect(told[0]?.message).toContain(reason);
    expect(names).not.toContain('acmed@.service');
  });

  test('a script without such a loop says nothing', () => {
    expect(converted({ start: 'daemon /usr/sbin/acmed', stop: 'killproc acmed' }).told).toEqual([]);
    const wait = 'daemon /usr/sbin/acmed\nfor i in 1 2 3; do [ -S /run/acme ] && break; sleep 1; done';
    expect(converted({ start: wait, stop: 'killproc acmed' }).told).toEqual([]);
  });
});
