import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Field, textOf } from '../../src/model/word.ts';
import { parseEnvironment } from '../../src/unit/directives.ts';
import { descriptionValue, environmentLine, plainValue } from '../../src/unit/escape.ts';
import { type ExecLineOptions, execLine } from '../../src/unit/exec-line.ts';
import { parseCommands, parseExec } from '../../src/unit/parse-exec.ts';
import { field, lit, quoted, setting, TARGETS, target, text } from './helpers.ts';

const D = text('/usr/sbin/d');

describe('execLine', () => {
  test.each<[string, readonly Field[], string, (readonly string[])?]>([
    ['plain', [D, text('-c'), text('/etc/x')], '/usr/sbin/d -c /etc/x'],
    ['a list of arguments', [D, field(setting('OPTS'))], '/usr/sbin/d $OPTS'],
    ['one argument', [D, field(quoted('OPTS'))], '/usr/sbin/d ${OPTS}'],
    ['a setting in quotes inside a word', [D, field(lit('-p'), quoted('PORT'))], '/usr/sbin/d -p${PORT}'],
    ['an unquoted one is inferred', [D, field(lit('-p'), setting('PORT'))], '/usr/sbin/d -p${PORT}', ['PORT']],
    ['two in one word', [D, field(setting('A'), quoted('B'))], '/usr/sbin/d ${A}${B}', ['A']],
    ['quotes around the whole word', [D, text('--a=b c')], "/usr/sbin/d '--a=b c'"],
    ['blank beside a setting', [D, field(lit('a '), quoted('B'))], '/usr/sbin/d "a ${B}"'],
    ['percent', [D, text('+%Y%m%d')], '/usr/sbin/d +%%Y%%m%%d'],
    ['dollar inside', [D, text('a$b')], '/usr/sbin/d a$$b'],
    ['literal dollar before a setting', [D, field(lit('a$'), quoted('B'))], '/usr/sbin/d a$$${B}'],
    ['empty', [D, text(''), field({ kind: 'literal', text: '', quoted: true })], '/usr/sbin/d "" ""'],
    ['semicolon', [D, text(';'), text('a;b')], '/usr/sbin/d \\; a;b'],
    ['newline and tab', [D, text('a\nb\tc')], '/usr/sbin/d "a\\nb\\tc"'],
    ['backslash', [D, text('a\\b')], '/usr/sbin/d "a\\\\b"'],
    ['both quotes', [D, text(`'"`)], `/usr/sbin/d "'\\""`],
    ['a quote inside a word', [D, text(`it's`)], `/usr/sbin/d "it's"`],
    ['blank in the path', [text('/opt/my app/d')], '"/opt/my app/d"'],
    ['argument that looks like a prefix', [D, text('-@x')], '/usr/sbin/d -@x'],
    ['letters of the world', [D, text('größe')], '/usr/sbin/d größe'],
  ])('%s', (_, fields, expected, inferred = []) => {
    for (const name of TARGETS)
      expect(execLine(fields, target(name))).toEqual({ ok: true, value: { text: expected, inferred } });
  });

  test.each<[string, readonly Field[], string, string, ExecLineOptions?]>([
    ['rhel7', [text('/a%b')], '238', 'percent'],
    ['rhel7', [text('d')], 'not absolute', 'name only'],
    ['rhel8', [text('bin/d')], 'relative', 'relative path'],
    ['rhel8', [text('-d')], 'prefix', 'name with prefix'],
    ['rhel8', [field(quoted('D'))], 'not constant', 'variable program'],
    ['rhel8', [text('/a/$b')], "'$'", 'dollar in the path'],
    ['rhel8', [text('/a/')], 'no program', 'directory'],
    ['rhel8', [text('/a"b')], 'special', 'quote in the path'],
    ['rhel8', [], 'no program', 'nothing'],
    ['rhel7', [D, text('$x')], 'before 227', 'leading dollar'],
    ['rhel7', [D, text('$')], 'before 227', 'a dollar alone'],
    ['rhel8', [D, field({ kind: 'unknown', reason: 'the host name' })], 'the host name', 'unknown'],
    ['rhel8', [D, field({ kind: 'choice', among: [] })], 'run time', 'choice'],
    ['rhel8', [D, field({ kind: 'status', of: 1 })], 'status', 'status'],
    ['rhel8', [D, field({ kind: 'pid', from: { kind: 'background' } })], 'process id', 'pid without a main pid'],
    ['rhel8', [D, field({ kind: 'pid', from: { kind: 'self' } })], 'self', 'own pid', { mainPid: true }],
    ['rhel7', [D], "'+'", 'prefix', { prefix: '+' }],
    ['debian12', [D, field(quoted('A'))], 'variables off', 'setting after :', { prefix: ':' }],
    ['rhel8', [D, text('a\0b')], 'NUL', 'NUL'],
  ])('%s refuses %p (%s)', (name, fields, reason, _, options = {}) => {
    const line = execLine(fields, target(name), options);
    expect(line.ok ? line.value.text : line.error).toContain(reason);
    expect(line.ok).toBe(false);
  });

  test('options', () => {
    const pid = field({ kind: 'pid', from: { kind: 'file', path: '/run/d.pid' } });
    const inWord = field(lit('--pid='), { kind: 'pid', from: { kind: 'background' } });
    const line = (fields: readonly Field[], options: ExecLineOptions, name = 'rhel7'): string => {
      const found = execLine(fields, target(name), options);
      return found.ok ? found.value.text : found.error;
    };
    expect(line([text('/bin/kill'), pid], { mainPid: true })).toBe('/bin/kill $MAINPID');
    expect(line([text('/bin/kill'), inWord], { mainPid: true })).toBe('/bin/kill --pid=${MAINPID}');
    expect(line([D, text('x')], { prefix: '-', argv0: text('d: master') })).toBe("-@/usr/sbin/d 'd: master' x");
    expect(line([D, text('$x')], { prefix: ':' }, 'debian12')).toBe(':/usr/sbin/d $x');
    expect(line([text('/opt/a b')], { prefix: '-' })).toBe('-/opt/a b'.replace(/.*/, '"$&"'));
    expect(line([text('sleep'), text('1')], {}, 'rhel8')).toBe('sleep 1');
    expect(line([text('/a%b')], {}, 'rhel8')).toBe('/a%%b');
  });
});

const word = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'ab$%{}"\'\\; \t\n-@:!+#=x7é'), maxLength: 10 }),
  )
  .filter(value => !value.includes('\0') && Buffer.from(value, 'utf8').toString('utf8') === value);

describe('there and back', () => {
  test.each(TARGETS)('words survive on %s', name => {
    const on = target(name);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), words => {
        const line = execLine([D, ...words.map(text)], on);
        if (!line.ok) return on.systemd < 227 && words.some(value => value.startsWith('$'));
        const back = parseExec(line.value.text, on);
        expect(back.error).toBeUndefined();
        expect(back.fields.map(textOf)).toEqual(['/usr/sbin/d', ...words]);
        return !/[\n\r]/.test(line.value.text);
      }),
      { numRuns: 500 },
    );
  });

  test.each(TARGETS)('settings stay settings on %s', name => {
    const on = target(name);
    const part = fc.oneof(word.filter(value => value !== '').map(lit), fc.constantFrom('A', 'B_1').map(quoted));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), parts => {
        const line = execLine([D, field(...parts), field(setting('LIST'))], on);
        if (!line.ok) return on.systemd < 227;
        const [, first, second] = parseExec(line.value.text, on).fields;
        const merged = parts.reduce<{ kind: string; text?: string; name?: string; quoted?: boolean }[]>(
          (list, next) => {
            const last = list.at(-1);
            if (next.kind === 'literal' && last?.kind === 'literal') last.text = (last.text ?? '') + next.text;
            else list.push({ ...next } as { kind: string });
            return list;
          },
          [],
        );
        expect(first?.parts).toEqual(merged);
        expect(second?.parts).toEqual([{ kind: 'setting', name: 'LIST' }]);
        return true;
      }),
    );
  });

  test.each(TARGETS)('Environment= survives on %s', name => {
    const on = target(name);
    fc.assert(
      fc.property(word, value => {
        const line = environmentLine('A', value, on);
        if (!line.ok) return on.systemd < 248;
        expect(parseEnvironment(line.value, on)).toEqual({ values: [['A', value]], problems: [] });
        return true;
      }),
    );
  });
});

/** Fields as text: a quoted setting in braces, an unquoted one without, words divided by bars. */
function shown(line: string, name: string): string {
  const { fields, prefix, error } = parseExec(line, target(name));
  if (error !== undefined) return `error: ${error}`;
  const words = fields.map(({ parts }) =>
    parts
      .map(part => {
        if (part.kind === 'literal') return part.text;
        if (part.kind === 'setting') return part.quoted ? `\${${part.name}}` : `$${part.name}`;
        return part.kind === 'unknown' ? `<${part.reason}>` : '?';
      })
      .join(''),
  );
  return [prefix, ...words].join('|');
}

describe('parseExec', () => {
  test.each([
    ['/d --a="b c"', '|/d|--a="b|c"', '|/d|--a=b c'],
    ['/d "a b" \'c d\'', '|/d|a b|c d', '|/d|a b|c d'],
    ['/d $$x a$$x', '|/d|a$x', '|/d|$x|a$x'],
    ['/d $DIR/file x', '|/d|x', '|/d|x'],
    ['/d --x=$FOO', '|/d|--x=$FOO', '|/d|--x=$FOO'],
    ['/d "$FOO" "${FOO}"', '|/d|$FOO|${FOO}', '|/d|$FOO|${FOO}'],
    ['/d ${A:-x}', '|/d|', '|/d|${A:-x}'],
    ['/d ${#A}', '|/d|', '|/d|'],
    ['/d $1 $@ $? $', '|/d', '|/d'],
    ['/d +%F', '|/d|+%F', "error: unknown specifier '%F'"],
    ['/d %m 5% 5%%', '|/d|<specifier %m>|5%|5%', '|/d|<specifier %m>|5%|5%'],
    ['/d a\\sb a\\x41b a\\qb', '|/d|a b|aAb|a\\qb', '|/d|a b|aAb|a\\qb'],
    ['/d a\\ b', '|/d|a\\ b', '|/d|a\\ b'],
    ['/d \\;', '|/d|;', '|/d|;'],
    ['/d ";" x', "error: ';' separates commands", '|/d|;|x'],
    ['/d ""', '|/d|', '|/d|'],
    ['/d "a', 'error: a quote is not closed', 'error: a quote is not closed'],
    ['/d "a"b', 'error: text follows a closing quote', '|/d|ab'],
    ['-/d x', '-|/d|x', '-|/d|x'],
    ['+/d x', "error: the program's path is not absolute", '+|/d|x'],
    ['d x', "error: the program's path is not absolute", '|d|x'],
    ['$D/d x', "error: the program's path is not absolute", "error: the program's path is not absolute"],
    ['/d \\303\\251 \\xc3\\xa9', '|/d|é|é', '|/d|é|é'],
  ])('%s', (line, old, recent) => {
    expect(shown(line, 'rhel7')).toBe(old);
    expect(shown(line, 'rhel8')).toBe(recent);
  });

  test('several commands and argv[0]', () => {
    const commands = parseCommands('-/bin/a x ; @/bin/b name y', target('rhel7'));
    expect(commands).toEqual([
      { prefix: '-', fields: [text('/bin/a'), text('x')] },
      { prefix: '', fields: [text('/bin/b'), text('y')], argv0: text('name') },
    ]);
    expect(parseExec(':/d $x', target('debian12'))).toEqual({ prefix: ':', fields: [text('/d'), text('$x')] });
  });
});

describe('other values', () => {
  test('environmentLine', () => {
    expect(environmentLine('A', 'b c%$x', target('rhel7'))).toEqual({ ok: true, value: '"A=b c%%$x"' });
    expect(environmentLine('A', '', target('rhel7'))).toEqual({ ok: true, value: 'A=' });
    expect(environmentLine('1A', 'x', target('rhel7')).ok).toBe(false);
    expect(environmentLine('A', 'x\ny', target('rhel7')).ok).toBe(false);
    expect(environmentLine('A', 'x\ny', target('rhel8'))).toEqual({ ok: true, value: '"A=x\\ny"' });
  });

  test('plainValue and descriptionValue', () => {
    expect(plainValue('/a b/%c')).toEqual({ ok: true, value: '/a b/%%c' });
    for (const bad of ['a\nb', ' a', 'a ', 'a\\']) expect(plainValue(bad).ok).toBe(false);
    expect(descriptionValue(' 100% of\n  it \\ ')).toBe('100%% of it');
  });
});
