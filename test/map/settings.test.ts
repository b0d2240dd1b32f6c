import { describe, expect, test } from '@jest/globals';
import { converted, rhel } from './harness.ts';

const FILE = '/etc/sysconfig/acmed';

function started(start: string, file: string | undefined, before = `. ${FILE}`) {
  return converted(
    rhel({ start, stop: 'killproc acmed' }, before),
    file === undefined ? {} : { settings: { [FILE]: file } },
  );
}
/** The line that starts the daemon: with the variable in it, or a helper's. */
function line(start: string, file: string | undefined, before?: string): string | undefined {
  return started(start, file, before)
    .lines.find(one => one.startsWith('ExecStart='))
    ?.slice('ExecStart='.length);
}
const HELPER = '/usr/libexec/sysv2systemd/acmed/start';

describe('how systemd and the shell read a value', () => {
  test.each([
    ['words are split by both', 'OPTS="-v -x"', '$OPTS', '/usr/sbin/acmed $OPTS'],
    ['one word', 'OPTS="-v -x"', '"$OPTS"', '/usr/sbin/acmed ${OPTS}'],
    ['the shell keeps quotes, systemd does not', `OPTS="-m 'a b'"`, '$OPTS', HELPER],
    ['of either kind', `OPTS='-m "a b"'`, '$OPTS', HELPER],
    ['and backslashes', `OPTS='-m a\\b'`, '$OPTS', HELPER],
    ['nobody touches quotes in one word', `OPTS="-m 'a b'"`, '"$OPTS"', '/usr/sbin/acmed ${OPTS}'],
    ['a pattern', "OPTS='*.conf'", '$OPTS', HELPER],
    ['a pattern behind an option', "OPTS='-v [ab].conf'", '$OPTS', HELPER],
    ['another pattern', 'OPTS=acme?.conf', '$OPTS', HELPER],
    ['a pattern in an option matches nothing', "OPTS='-v --only=*.conf'", '$OPTS', '/usr/sbin/acmed $OPTS'],
    ['a pattern in quotes', "OPTS='*.conf'", '"$OPTS"', '/usr/sbin/acmed ${OPTS}'],
    ['blanks would end the word', "OPTS='a b'", '-x$OPTS', HELPER],
    ['no blanks yet', 'OPTS=a', '-x$OPTS', '/usr/sbin/acmed -x${OPTS}'],
    ['blanks within quotes', "OPTS='a b'", '"-x$OPTS"', '/usr/sbin/acmed -x${OPTS}'],
    ['nothing', 'OPTS=', '$OPTS', '/usr/sbin/acmed $OPTS'],
    ['a carriage return, which the shell keeps', 'OPTS=-v\r', '$OPTS', HELPER],
    ['one in a comment', '# OPTS=-q\r\nOPTS=-v', '$OPTS', '/usr/sbin/acmed $OPTS'],
  ])('%s', (_, file, word, expected) => {
    expect(line(`/usr/sbin/acmed ${word} &`, `${file}\n`)).toBe(expected);
  });

  test.each([
    ['a comment where it is read again', 'OPTS="-v --color #fff"', HELPER],
    ['a home where it is read again', 'OPTS="-h ~"', HELPER],
    ['neither inside of a word', 'OPTS="-v --id=a#b~c"', '/usr/sbin/acmed $OPTS'],
  ])('%s', (_, file, expected) => {
    expect(line('daemon /usr/sbin/acmed $OPTS', `${file}\n`)).toBe(expected);
  });

  test('a script of Windows was meant to be read with settings of Windows', () => {
    const script = rhel({ start: '/usr/sbin/acmed $OPTS &', stop: 'killproc acmed' }, `. ${FILE}`);
    const { lines, codes } = converted(script.replaceAll('\n', '\r\n'), { settings: { [FILE]: 'OPTS=-v\r\n' } });
    expect(lines).toContain('ExecStart=/usr/sbin/acmed $OPTS');
    expect(codes).not.toContain('SV402');
  });

  test('what is exported is there also where it is empty', () => {
    const made = (before: string) =>
      started('/usr/sbin/acmed $OPTS &', '#OPTS=-v\n', before).lines.filter(one => one.startsWith('Environment='));
    expect(made(`OPTS=\n. ${FILE}\nexport OPTS`)).toEqual(['Environment=OPTS=']);
    expect(made(`OPTS=\n. ${FILE}`)).toEqual([]);
    expect(made(`. ${FILE}\nexport OPTS`)).toEqual([]);
  });

  test.each([
    ['quotes are read again', `OPTS="-m 'a b'"`, '/usr/sbin/acmed $OPTS'],
    ['a pattern in quotes', `OPTS="-m '*'"`, '/usr/sbin/acmed $OPTS'],
    ['a pattern', `OPTS="-m 'a' *"`, HELPER],
    ['another command', "OPTS='-v; x'", HELPER],
    ['a variable', "OPTS='$HOME'", HELPER],
    ['braces', "OPTS='{a,b}'", HELPER],
    ['a redirection', "OPTS='>/var/log/a'", HELPER],
  ])('evaluated once more by daemon: %s', (_, file, expected) => {
    expect(line('daemon /usr/sbin/acmed $OPTS', `${file}\n`)).toBe(expected);
  });
});

describe('how they read the file', () => {
  test.each([
    ['an assignment', 'OPTS=a', true],
    ['with blanks before it', '  OPTS=a', true],
    ['the last one counts', 'OPTS=a\nOPTS=b', true],
    ['exported', 'export OPTS=a', false],
    ['made constant', 'readonly OPTS=a', false],
    ['declared', 'declare -x OPTS=a', false],
    ['two on a line', 'X=1 OPTS=a', false],
    ['in a test', 'if true; then OPTS=a; fi', false],
    ['by default', ': ${OPTS:=a}', false],
    ['added to', 'OPTS+=b', false],
    ['a comment behind it', 'OPTS=a # b', false],
    ['from another', 'A=1\nOPTS=$A', false],
    ['from what only the run knows', 'OPTS=$(uname)', false],
    ['longer by itself', 'OPTS=a\nOPTS="$OPTS -b"', false],
    ['a comment alone', '#OPTS=$(uname)', true],
    ['a longer name', 'MY_OPTS=$(uname)\n#OPTS=', true],
    ['two lines', 'OPTS="a\nb"', false],
  ])('%s', (_, file, native) => {
    expect(line('/usr/sbin/acmed "$OPTS" &', `${file}\n`)).toBe(native ? '/usr/sbin/acmed ${OPTS}' : HELPER);
  });

  test('the last of several files counts', () => {
    const read = (first: string, last: string) =>
      converted(rhel({ start: '/usr/sbin/acmed "$OPTS" &', stop: 'killproc acmed' }, `. /etc/default/a\n. ${FILE}`), {
        settings: { '/etc/default/a': first, [FILE]: last },
      }).lines.filter(one => /^Exec(?:Start)=|^EnvironmentFile/.test(one));
    const files = ['EnvironmentFile=/etc/default/a', `EnvironmentFile=${FILE}`];
    expect(read('OPTS=a # b\n', 'OPTS=c\n')).toEqual([...files, 'ExecStart=/usr/sbin/acmed ${OPTS}']);
    expect(read('OPTS=a\n', 'OPTS=b # c\n')).toEqual([`ExecStart=${HELPER}`]);
  });
});

describe('defaults', () => {
  const environment = (file: string | undefined, before: string) =>
    started('/usr/sbin/acmed $OPTS &', file, before).lines.filter(one => /^(?:Environment|ExecStart=)/.test(one));

  test.each([
    ['before the file', `OPTS=-d\n. ${FILE}`, ['Environment=OPTS=-d', `EnvironmentFile=${FILE}`]],
    ['with blanks', `OPTS="-d 5%"\n. ${FILE}`, ['Environment="OPTS=-d 5%%"', `EnvironmentFile=${FILE}`]],
    ['nothing', `OPTS=\n. ${FILE}`, [`EnvironmentFile=${FILE}`]],
    ['none', `. ${FILE}`, [`EnvironmentFile=${FILE}`]],
    ['where the file has none', `. ${FILE}\nOPTS=\${OPTS--d}`, ['Environment=OPTS=-d', `EnvironmentFile=${FILE}`]],
    [
      'the file may be missing',
      `OPTS=-d\n[ -f ${FILE} ] && . ${FILE}`,
      ['Environment=OPTS=-d', `EnvironmentFile=-${FILE}`],
    ],
  ])('%s', (_, before, expected) => {
    expect(environment('OPTS=a\n', before)).toEqual([...expected, 'ExecStart=/usr/sbin/acmed $OPTS']);
  });

  test.each([
    ['computed', `OPTS=\`uname -r\`\n. ${FILE}`],
    ['two lines, which 219 drops', `OPTS="a\nb"\n. ${FILE}`],
    // An empty assignment in the file wins over Environment= and not over :-.
    ['where the file has none or an empty one', `. ${FILE}\nOPTS=\${OPTS:--d}`],
  ])('in a helper: %s', (_, before) => {
    expect(environment('OPTS=a\n', before)).toEqual([`ExecStart=${HELPER}`]);
  });

  test('a default is read as a value of the file is', () => {
    expect(line('/usr/sbin/acmed $OPTS &', undefined, `OPTS="-m 'a b'"\n. ${FILE}`)).toBe(HELPER);
    expect(line('/usr/sbin/acmed $OPTS &', undefined, `OPTS=-m\n. ${FILE}`)).toBe('/usr/sbin/acmed $OPTS');
  });

  test('a file that is not at hand is no obstacle', () => {
    const { lines, codes, service } = started('/usr/sbin/acmed $OPTS &', undefined);
    expect(lines).toContain(`EnvironmentFile=-${FILE}`);
    expect(codes).toContain('SV418');
    const sure = (one: typeof service) =>
      one.units[0]?.directives.find(each => each.name === 'EnvironmentFile')?.confidence;
    expect(sure(service)).toBe('inferred');
    expect(sure(started('/usr/sbin/acmed $OPTS &', 'OPTS=a\n').service)).toBe('proved');
  });
});

test('the line names the statement that reads the file', () => {
  const { service } = converted(
    rhel({ start: '/usr/sbin/acmed $OPTS &', stop: 'killproc acmed' }, 'OPTS=-d\n. /etc/sysconfig/50%'),
  );
  const made = service.units[0]?.directives.filter(one => one.by === 'map/settings');
  expect(made?.map(one => [`${one.name}=${one.value}`, one.evidence.map(span => span.line)])).toEqual([
    ['Environment=OPTS=-d', []],
    ['EnvironmentFile=-/etc/sysconfig/50%%', [5]],
  ]);
});

describe('what else comes with the file', () => {
  test.each([
    ['nothing', 'OPTS=a', []],
    ['another variable', 'OPTS=a\nA=1', ['SV403']],
    ...['DB_PASSWORD', 'PASSWD', 'DB_PASS', 'SECRET_KEY', 'API_TOKEN', 'APIKEY', 'client_secret'].map(
      name => [name, `OPTS=a\n${name}=1`, ['SV403', 'SV419']] as const,
    ),
    ['no secret', 'OPTS=a\nPASSENGERS=1', ['SV403']],
    ['no token', 'OPTS=a\nTOKENIZER_ON=1', ['SV403']],
  ] as const)('%s', (_, file, expected) => {
    const { codes } = started('/usr/sbin/acmed $OPTS &', `${file}\n`);
    expect(codes.filter(code => ['SV403', 'SV418', 'SV419'].includes(code)).sort()).toEqual(expected);
  });

  test('no file without a setting in the unit', () => {
    expect(started('/usr/sbin/acmed &', 'OPTS=a\n').lines.filter(one => one.startsWith('Environment'))).toEqual([]);
  });

  test('names, the first twelve', () => {
    const names = [...'ABCDEFGHIJKLMN'];
    const { service } = started('/usr/sbin/acmed $OPTS &', `${names.map(name => `${name}=1\n`).join('')}OPTS=a\n`);
    const { message = '' } = service.findings.find(one => one.code === 'SV403') ?? {};
    expect(message).toContain('A B C D E F G H I J K L');
    expect(message).not.toContain('M');
  });
});
