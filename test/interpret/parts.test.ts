import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globMatches, removeAffix, replaceGlob } from '../../src/interpret/glob.ts';
import { type OptionSpec, parseOptions } from '../../src/interpret/options.ts';
import { canonical, isLockFile, isPidFile, isSettingsFile, programPath } from '../../src/interpret/paths.ts';
import { retrySchedule, signalName } from '../../src/interpret/signal.ts';
import { userAndGroup } from '../../src/interpret/start.ts';
import { alternatives, either } from '../../src/interpret/state.ts';
import { describe as words } from '../../src/model/word.ts';
import { field, lit, quoted, setting, text } from '../unit/helpers.ts';

describe('patterns', () => {
  test.each([
    ['*', ''],
    ['*', 'a/b'],
    ['a*c', 'abc'],
    ['a*c', 'ac'],
    ['?', 'a'],
    ['a?c', 'abc'],
    ['[ab]', 'b'],
    ['[a-c]x', 'bx'],
    ['[!a]', 'b'],
    ['[^a]', 'b'],
    ['[]]', ']'],
    ['[!]]', 'a'],
    ['[[:digit:]]*', '5x'],
    ['[[:alpha:]_]', '_'],
    ['[[:space:]]', '\t'],
    ['[[:upper:][:digit:]]', 'Q'],
    ['[[:alnum:]]', 'z'],
    ['[[:lower:]]', 'z'],
    ['\\*', '*'],
    ['a.b', 'a.b'],
    ['a+b', 'a+b'],
    ['(a|b)', '(a|b)'],
    ['^a$', '^a$'],
    ['{a}', '{a}'],
    ['a/b', 'a/b'],
    ['[a', '[a'],
    ['*\n*', 'a\nb'],
    ['[a\\-c]', '-'],
    ['[a\\]b]', ']'],
    ['a-b', 'a-b'],
  ])('%j matches %j', (pattern, given) => {
    expect(globMatches(pattern, given)).toBe(true);
  });

  test.each([
    ['a*c', 'abd'],
    ['?', ''],
    ['?', 'ab'],
    ['[ab]', 'c'],
    ['[!a]', 'a'],
    ['[!]]', ']'],
    ['[[:digit:]]', 'x'],
    ['\\*', 'a'],
    ['a.b', 'axb'],
    ['a+b', 'aab'],
    ['(a|b)', 'a'],
    ['abc', 'xabc'],
    ['abc', 'abcx'],
    ['[z-a]', 'b'],
  ])('%j does not match %j', (pattern, given) => {
    expect(globMatches(pattern, given)).toBe(false);
  });

  test('a text with all special characters escaped matches itself alone', () => {
    fc.assert(
      fc.property(fc.string(), given => {
        const pattern = given.replace(/[*?[\]\\]/g, '\\$&');
        expect(globMatches(pattern, given)).toBe(true);
        expect(globMatches(pattern, `${given}x`)).toBe(false);
      }),
    );
  });

  test.each([
    ['/a/b/c', '*/', '#', 'a/b/c'],
    ['/a/b/c', '*/', '##', 'c'],
    ['a.b.c', '.*', '%', 'a.b'],
    ['a.b.c', '.*', '%%', 'a'],
    ['abc', 'x', '#', 'abc'],
    ['abc', 'x', '%%', 'abc'],
    ['abc', '*', '#', 'abc'],
    ['abc', '*', '##', ''],
    ['abc', '*', '%', 'abc'],
    ['abc', 'abc', '%', ''],
  ] as const)('%s without %s by %s is %s', (given, pattern, operator, expected) => {
    expect(removeAffix(given, pattern, operator)).toBe(expected);
  });

  test.each([
    ['banana', 'a', 'o', '/', 'bonana'],
    ['banana', 'a', 'o', '//', 'bonono'],
    ['banana', 'a*', 'o', '/', 'bo'],
    ['banana', 'b', 'o', '/#', 'oanana'],
    ['banana', 'a', 'o', '/#', 'banana'],
    ['banana', 'a', 'o', '/%', 'banano'],
    ['banana', 'b', 'o', '/%', 'banana'],
    ['banana', '', 'o', '//', 'banana'],
    ['banana', 'n', '$&', '/', 'ba$&ana'],
    ['banana', '[z-a]', 'o', '/', 'banana'],
  ] as const)('%s: %s by %s with %s is %s', (given, pattern, replacement, operator, expected) => {
    expect(replaceGlob(given, pattern, replacement, operator)).toBe(expected);
  });
});

describe('options', () => {
  const spec: OptionSpec = {
    flags: 'ab',
    values: 'xy',
    long: { all: 'a', exact: 'x', alone: false, given: true, output: true, outline: false },
  };
  const show = (args: readonly string[], more: OptionSpec = {}) => {
    const options = parseOptions(args.map(text), { ...spec, ...more });
    const names = ['a', 'b', 'x', 'y', 'alone', 'given', 'output', 'outline', 'z', 'zap'];
    return [
      ...names.flatMap(name => {
        const value = options.value(name);
        return options.has(name) ? [value && value.parts.length > 0 ? `${name}=${words(value)}` : name] : [];
      }),
      ...options.unknown.map(name => `unknown ${name}`),
      ...(options.open ? ['open'] : []),
      ...options.operands.map(words),
    ].join(' ');
  };

  test.each([
    ['', ''],
    ['p q', 'p q'],
    ['-a p', 'a p'],
    ['p -a', 'a p'],
    ['-ab', 'a b'],
    ['-x 1 p', 'x=1 p'],
    ['-x1 p', 'x=1 p'],
    ['-ax1 p', 'a x=1 p'],
    ['-ax 1 p', 'a x=1 p'],
    ['-x -a', 'x=-a'],
    ['-x 1 -x 2', 'x=2'],
    ['-x', 'x'],
    ['--all p', 'a p'],
    ['--exact 1 p', 'x=1 p'],
    ['--exact=1 p', 'x=1 p'],
    ['--exact=a=b', 'x=a=b'],
    ['--alone p', 'alone p'],
    ['--given 1 p', 'given=1 p'],
    ['--given= p', 'given p'],
    ['--giv 1 p', 'given=1 p'],
    ['--out 1', 'output=1'],
    ['--outline 1', 'outline 1'],
    ['-- -a', '-a'],
    ['-a -- -x 1', 'a -x 1'],
    ['- p', '- p'],
    ['-z p', 'z unknown -z p'.replace('z ', '')],
    ['-az p', 'a unknown -z p'],
    ['-za p', 'unknown -z p'],
    ['--zap p', 'zap unknown --zap p'],
    ['--zap=1 p', 'zap=1 unknown --zap p'],
  ])('%s', (args, expected) => {
    expect(show(args === '' ? [] : args.split(' '))).toBe(expected);
  });

  test.each([
    ['p -a', 'p -a'],
    ['-a p -b', 'a p -b'],
    ['-x 1 p -x 2', 'x=1 p -x 2'],
    ['-a -- p -b', 'a p -b'],
    ['-a', 'a'],
  ])('in order: %s', (args, expected) => {
    expect(show(args.split(' '), { inOrder: true })).toBe(expected);
  });

  test('a value keeps its settings, attached or not', () => {
    const options = parseOptions([field(lit('-x'), setting('A')), field(lit('--given=b'), quoted('B'))], spec);
    expect(options.value('x')).toEqual(field(setting('A')));
    expect(options.value('given')).toEqual(field(lit('b'), quoted('B')));
  });

  test('a bare setting may be an option, unless it is quoted or stands behind an operand', () => {
    expect(parseOptions([field(setting('A'))], spec).open).toBe(true);
    expect(parseOptions([field(quoted('A'))], spec).open).toBe(false);
    expect(parseOptions([text('p'), field(setting('A'))], spec).open).toBe(false);
    expect(parseOptions([text('-x'), field(setting('A'))], spec).open).toBe(false);
    expect(parseOptions([text('--'), field(setting('A'))], spec).open).toBe(false);
  });

  test('in order, a bare setting is the first operand', () => {
    const options = parseOptions([field(setting('A')), text('-a')], { ...spec, inOrder: true });
    expect(options.operands.map(words)).toEqual(['$A', '-a']);
    expect(options.has('a')).toBe(false);
  });

  test('all values of an option', () => {
    const options = parseOptions(['-x', '1', '-x2', '--exact=3'].map(text), spec);
    expect(options.all('x').map(words)).toEqual(['1', '2', '3']);
    expect(options.all('y')).toEqual([]);
  });
});

describe('signals', () => {
  test.each([
    ['HUP', 'HUP'],
    ['-HUP', 'HUP'],
    ['SIGHUP', 'HUP'],
    ['-SIGHUP', 'HUP'],
    ['hup', 'HUP'],
    ['1', 'HUP'],
    ['2', 'INT'],
    ['3', 'QUIT'],
    ['6', 'ABRT'],
    ['9', 'KILL'],
    ['10', 'USR1'],
    ['12', 'USR2'],
    ['13', 'PIPE'],
    ['14', 'ALRM'],
    ['15', 'TERM'],
    ['18', 'CONT'],
    ['19', 'STOP'],
    ['28', 'WINCH'],
    ['-9', 'KILL'],
    ['RTMIN+3', 'RTMIN+3'],
    ['SIGRTMAX-1', 'RTMAX-1'],
    ['FOO', undefined],
    ['0', undefined],
    ['HUPX', undefined],
    ['', undefined],
    ['99', undefined],
  ])('%s is %s', (given, expected) => {
    expect(signalName(given)).toBe(expected);
  });

  test.each([
    [undefined, 'TERM'],
    ['30', 'TERM 30 KILL 30'],
    ['TERM/30/KILL/5', 'TERM 30 KILL 5'],
    ['TERM/30', 'TERM 30'],
    ['QUIT/5/TERM', 'QUIT 5 TERM'],
    ['TERM/forever', 'TERM Infinity'],
    ['TERM/forever/KILL', 'TERM Infinity KILL'],
    // A number is a signal only behind a dash.
    ['-15/3/-9/1', 'TERM 3 KILL 1'],
    ['0/1/KILL/5', 'KILL 5'],
    ['TERM/5/0/10', 'TERM 15'],
    ['-INT/3', 'INT 3'],
    ['TERM/0/CONT/30', 'TERM 0 CONT 30'],
    ['x', 'TERM'],
  ])('--retry %s', (given, expected) => {
    const { steps } = retrySchedule(given, 'TERM');
    expect(steps.map(step => [step.signal, step.seconds].filter(one => one !== undefined).join(' ')).join(' ')).toBe(
      expected,
    );
  });
});

describe('users', () => {
  const show = (...given: Parameters<typeof userAndGroup>) => {
    const { user, group } = userAndGroup(...given);
    return `${user ? words(user) : ''}|${group ? words(group) : ''}`;
  };
  test.each([
    [text('acme'), 'acme|'],
    [text('acme:staff'), 'acme|staff'],
    [text(':staff'), '|staff'],
    [text('acme:'), 'acme|'],
    [field(setting('U')), '$U|'],
    [field(setting('U'), lit(':'), setting('G')), '$U|$G'],
    [field(setting('U'), lit(':staff')), '$U|staff'],
    [field(lit('a:b'), setting('G')), 'a|b$G'],
    [text('a.b'), 'a.b|'],
    [text('a:b:c'), 'a|b:c'],
  ])('%j is %s', (given, expected) => {
    expect(show(given)).toBe(expected);
  });
  test('with other separators', () => {
    expect(show(text('a.b'), ':.')).toBe('a|b');
  });
});

describe('paths', () => {
  test.each(['/var/run/a.pid', '/run/a/b.pid', '/opt/x.pid', 'a.pid', '/run/pid-a', '/var/run/a_PID'])(
    '%s is a pid file',
    path => {
      expect(isPidFile(path)).toBe(true);
    },
  );
  test.each(['/var/run/a', '/run/x/apid', '/opt/pid', '/run/a.pid/x', '/var/run/a.pids/x', 'x/var/run/pid'])(
    '%s is none',
    path => {
      expect(isPidFile(path)).toBe(false);
    },
  );
  test.each([
    '/var/lock/subsys/a',
    '/var/lock/a',
    '/run/lock/a',
    '/var/run/lock/a',
    '/run/a.lock',
    '/var/run/x/a.lock',
  ])('%s is a lock file', path => {
    expect(isLockFile(path)).toBe(true);
  });
  test.each(['/opt/a.lock', '/var/lock', '/var/locks/a', '/run/a.locked', '/x/var/lock/a', '/run/locks/x'])(
    '%s is no lock file',
    path => {
      expect(isLockFile(path)).toBe(false);
    },
  );
  test.each([
    ['/etc/sysconfig/a', true],
    ['/etc/default/a', true],
    ['/etc/conf.d/a', true],
    ['/etc/rc.config', true],
    ['/etc/rc.config.d/a', true],
    ['/etc/rc.config.old', false],
    ['/etc/sysconfig', false],
    ['/opt/etc/sysconfig/a', false],
    ['/etc/a', false],
  ])('%s is a settings file: %s', (path, expected) => {
    expect(isSettingsFile(path)).toBe(expected);
  });
  test.each([
    ['/var/run/a', '/run/a'],
    ['/var/run', '/run'],
    ['/var/runx', '/var/runx'],
    ['/run//a///b', '/run/a/b'],
    ['/opt/var/run/a', '/opt/var/run/a'],
  ])('%s is %s', (path, expected) => {
    expect(canonical(path)).toBe(expected);
  });
  test.each([
    ['modprobe', '/sbin/modprobe'],
    ['cat', '/bin/cat'],
    ['env', '/usr/bin/env'],
    ['acmed', undefined],
  ])('%s is %s', (name, expected) => {
    expect(programPath(name)).toBe(expected);
  });
});

describe('choices', () => {
  test('equal values are no choice', () => {
    expect(either(text('a'), text('a'))).toEqual(text('a'));
  });
  test('alternatives stand once, in order', () => {
    const both = either(either(text('a'), text('b')), either(text('b'), text('c')));
    expect(alternatives(both).map(words)).toEqual(['a', 'b', 'c']);
  });
  test('a value with more than a choice in it is its only alternative', () => {
    const value = field(lit('x'), ...either(text('a'), text('b')).parts);
    expect(alternatives(value)).toEqual([value]);
  });
  test('sixteen alternatives are a choice, seventeen are not known', () => {
    const join = (count: number) => Array.from({ length: count }, (_, i) => text(`v${i}`)).reduce(either);
    expect(alternatives(join(16))).toHaveLength(16);
    expect(words(join(17))).toBe('<too many alternatives>');
  });
});
