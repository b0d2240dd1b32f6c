import { describe, expect, test } from '@jest/globals';
import { parseSource } from '../../src/shell/parse.ts';
import { statementsOf } from '../../src/shell/statements.ts';

const source = (text: string) => parseSource('/etc/init.d/acmed', text);

/** Each statement as `line:column-endLine text`. */
const placed = (text: string) => {
  const parsed = source(text);
  return statementsOf(parsed.ast).map(({ node }) => {
    const { line, column, endLine, start, end } = parsed.lines.span(node.pos, node.end);
    return `${line}:${column}-${endLine} ${parsed.text.slice(start, end)}`;
  });
};

describe('places', () => {
  test.each([
    ['one line', 'foo bar\n', ['1:1-1 foo bar']],
    ['without a last newline', 'foo', ['1:1-1 foo']],
    ['indented', 'start() {\n\tfoo\n    bar baz\n}\n', ['2:2-2 foo', '3:5-3 bar baz']],
    ['several on a line', 'a; b && c\n', ['1:1-1 a', '1:4-1 b', '1:9-1 c']],
    ['continued', 'foo \\\n  bar\nbaz\n', ['1:1-2 foo \\\n  bar', '3:1-3 baz']],
    ['a string over lines', 'echo "a\nb"; c\n', ['1:1-2 echo "a\nb"', '2:5-2 c']],
    ['after a here-document', 'cat <<EOF\nnot a command\nEOF\nfoo\n', ['1:1-1 cat <<EOF', '4:1-4 foo']],
    ['after characters of several bytes', 'echo "ü€𝄞"; foo\n', ['1:1-1 echo "ü€𝄞"', '1:14-1 foo']],
    ['after comments', '#!/bin/sh\n# foo\n\nfoo # bar\n', ['4:1-4 foo']],
    ['without the ampersand', 'foo &\n', ['1:1-1 foo']],
    ['assignments and redirections', 'X=1 foo >bar 2>&1\n', ['1:1-1 X=1 foo >bar 2>&1']],
    ['a redirection alone', '> /var/log/acme\n', ['1:1-1 > /var/log/acme']],
  ])('%s', (_, text, expected) => {
    expect(placed(text)).toEqual(expected);
  });

  test('carry the path', () => {
    expect(source('foo').lines.span(0, 3)).toEqual({
      path: '/etc/init.d/acmed',
      start: 0,
      end: 3,
      line: 1,
      column: 1,
      endLine: 1,
    });
  });
});

describe('line ends of another system', () => {
  test.each([
    ['CR LF', 'foo a\r\nbar\r\n'],
    ['CR at the end of the file', 'foo a\nbar\r'],
    ['CR before a semicolon', 'foo a\r;\nbar\n'],
  ])('%s are blanks', (_, text) => {
    const parsed = source(text);
    expect(parsed.errors).toEqual([]);
    expect(placed(text).map(each => each.replace(/^\S+ /, ''))).toEqual(['foo a', 'bar']);
  });

  test('keep every line where it was', () => {
    const text = 'if a\r\nthen\r\n  b\r\nfi\r\n';
    expect(source(text).text).toBe('if a\nthen\n  b\nfi\n');
    expect(placed(text)).toEqual(['1:4-1 a', '3:3-3 b']);
  });

  test('close a here-document', () => {
    expect(placed('cat <<EOF\r\ntext\r\nEOF\r\nfoo\r\n').at(-1)).toBe('4:1-4 foo');
  });
});

describe('bytes that are no UTF-8', () => {
  // The host reads them as ISO 8859-1, so that each byte is one character.
  const text = Buffer.from([0x65, 0x63, 0x68, 0x6f, 0x20, 0xfc, 0xe9, 0x3b, 0x20, 0x61, 0x0a]).toString('latin1');

  test('are words like others', () => {
    expect(source(text).errors).toEqual([]);
    expect(placed(text)).toEqual(['1:1-1 echo üé', '1:10-1 a']);
  });

  test('replacement characters and NUL do no harm', () => {
    expect(() => source('echo \ufffd\u0000\u0001\nfoo\n')).not.toThrow();
    expect(placed('echo \ufffd\nfoo\n')).toEqual(['1:1-1 echo \ufffd', '2:1-2 foo']);
  });
});

describe('syntax errors', () => {
  test.each([
    ['if without fi', 'if a; then\nb\n', '3:1', "expected 'fi' to close 'if'"],
    ['brace without end', 'f() {\n a\n', '3:1', "expected '}' to close brace group"],
    ['case without esac', 'case x in\n a) b;;\n', '3:1', "expected 'esac' to close 'case'"],
    ['quote without end', 'a\necho "abc\nfoo', '2:6', 'unterminated double quote'],
    ['substitution without end', 'a\nb $(foo', '2:3', 'unterminated command substitution'],
    ['stray parenthesis', 'a\nb )\n', '2:3', "unexpected token ')'"],
    ['stray word', 'a\ndone\n', '2:1', "unexpected token 'done'"],
    ['operator without right side', 'a &&\n', '2:1', "expected command after '&&'"],
  ])('%s', (_, text, place, message) => {
    const parsed = source(text);
    const [error] = parsed.errors;
    const { line, column } = parsed.lines.span(error?.offset ?? -1, error?.offset ?? -1);
    expect([`${line}:${column}`, error?.message]).toEqual([place, message]);
  });

  test('leave what was read before them', () => {
    expect(placed('a\nb; c\nif d; then\n').slice(0, 3)).toEqual(['1:1-1 a', '2:1-2 b', '2:4-2 c']);
  });

  test.each([[''], ['\n'], ['# only a comment\n'], ['#!/bin/sh']])('%j is a script without statements', text => {
    expect([source(text).errors, placed(text)]).toEqual([[], []]);
  });
});

describe('size', () => {
  test('a script of 50,000 lines is read in linear time', () => {
    const parsed = source('foo "$BAR" >/dev/null 2>&1 || exit 5\n'.repeat(50_000));
    expect(parsed.errors).toEqual([]);
    const statements = statementsOf(parsed.ast);
    expect(statements).toHaveLength(100_000);
    expect(parsed.lines.span(statements.at(-1)?.node.pos ?? 0, 0).line).toBe(50_000);
  });

  test('one line of a megabyte', () => {
    expect(placed(`echo ${'x'.repeat(1_000_000)}; foo`).at(-1)).toBe('1:1000008-1 foo');
  });

  test.each([
    ['&& in a row', `${'a && '.repeat(20_000)}a`, 20_001],
    ['pipes in a row', `${'a | '.repeat(20_000)}a`, 20_001],
    ['elif in a row', `if a; then b\n${'elif a; then b\n'.repeat(20_000)}fi`, 40_002],
    ['arms of a case', `case x in\n${'a) b;;\n'.repeat(20_000)}esac`, 20_000],
  ])('%s', (_, text, count) => {
    const parsed = source(text);
    expect(parsed.errors).toEqual([]);
    expect(statementsOf(parsed.ast)).toHaveLength(count);
  });

  test.each([
    ['subshells', '(', ')'],
    ['groups', '{ ', '; }'],
    ['ifs', 'if a; then ', '; fi'],
    ['functions', 'f() { ', '; }'],
    ['substitutions', 'echo $(', ')'],
    ['quoted substitutions', 'echo "$(', ')"'],
    ['expansions', 'echo ${a:-', '}'],
    ['arithmetic', 'echo $((', '))'],
    ['loops', 'while a; do ', '; done'],
    ['conditions', '[[ ( ', ' ) ]]'],
  ])('%s 100,000 deep are an error, or are read, and never blow up', (_, open, close) => {
    const parsed = source(`${open.repeat(100_000)}a${close.repeat(100_000)}\n`);
    expect(() => statementsOf(parsed.ast)).not.toThrow();
  });

  test('nesting that people write is read', () => {
    const parsed = source(`${'if a; then\n'.repeat(60)}b\n${'fi\n'.repeat(60)}`);
    expect(parsed.errors).toEqual([]);
    expect(statementsOf(parsed.ast)).toHaveLength(61);
  });
});
