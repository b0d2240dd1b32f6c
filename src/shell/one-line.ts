import { apply, type Edit } from './edit.ts';
import {
  type AndOr,
  type Case,
  type Command,
  type CompoundList,
  forEachChild,
  type If,
  literalName,
  type ParsedScript,
  type Pipeline,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type Word,
} from './nodes.ts';
import type { Source } from './parse.ts';
import { asksStatus } from './status.ts';
import { readsStatus } from './variables.ts';

/**
 * A script as one line that means the same, without its comments: `A=1; if x; then y; fi`. Undefined where a line
 * cannot say it: here-documents, and words that hold a newline.
 */
export function oneLine(source: Source): string | undefined {
  const text = listText(source, source.ast);
  return text === undefined || /[\n\r]/.test(text) ? undefined : text;
}

/** The script's text without the lines that say nothing, where none behind them asks for their status. */
export function withoutNothing(source: Source): string {
  const idle: Statement[] = [];
  const look = (node: SyntaxNode): void => {
    if (node.type === 'CompoundList' || node.type === 'Script')
      idle.push(...node.commands.filter((one, i) => isNothing(source, one) && isUnasked(source, node.commands[i + 1])));
    if (node.type !== 'Word') forEachChild(node, look);
  };
  look(source.ast);
  return idle
    .toSorted((one, other) => one.pos - other.pos)
    .reduceRight((text, { pos, end }) => {
      const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, pos))?.[1];
      return indent !== undefined && text[end] === '\n'
        ? text.slice(0, pos - indent.length) + text.slice(end + 1)
        : text;
    }, source.text);
}

function listText(source: Source, list: CompoundList | ParsedScript): string | undefined {
  const useful = list.commands.filter(
    (statement, i) => !isNothing(source, statement) || !isUnasked(source, list.commands[i + 1]),
  );
  const texts = useful.map((statement, i) => {
    const short = shortIf(source, statement.command, useful[i + 1]);
    const text = short ?? nodeText(source, statement.command);
    return text && statement.background ? `${text} &` : text;
  });
  if (texts.some(text => text === undefined)) return undefined;
  return texts.reduce((line, text) => (line === '' ? text : `${line}${line?.endsWith(' &') ? ' ' : '; '}${text}`), '');
}

/** There is a next statement, and it does not look at the status of the one before. */
function isUnasked(source: Source, next: Statement | undefined): boolean {
  return next !== undefined && !asksStatus(source, next);
}

/**
 * `if A; then B; fi` as `A && B`, which has another status: only where nobody asks for it. `if A; then X=1; else B; fi` as
 * `A && X=1 || B`: to give a variable a value does not fail.
 */
function shortIf(source: Source, node: SyntaxNode, next: Statement | undefined): string | undefined {
  if (node.type !== 'If' || node.elif.length > 0) return undefined;
  const step = onlyStep(node.then);
  const other = node.else && onlyStep(node.else);
  const test = conditionOf(source, node);
  const [then, otherwise] = [step, other].map(one => one && nodeText(source, one));
  if (!test || !step || then === undefined) return undefined;
  // Behind `! a` the status is 0, and behind `a ||` it is that of a.
  if (test.negated && [then, otherwise].some(one => one !== undefined && readsStatus(one))) return undefined;
  if (!node.else) {
    if (!test.negated && !isUnasked(source, next)) return undefined;
    return `${test.text} ${test.negated ? '||' : '&&'} ${then}`;
  }
  if (!other || otherwise === undefined) return undefined;
  const [sure, last] = test.negated ? [other, then] : [step, otherwise];
  return isSure(sure) ? `${test.text} && ${test.negated ? otherwise : then} || ${last}` : undefined;
}

/** The one command of a list. */
function onlyStep({ commands: [step, more] }: CompoundList): Command | undefined {
  return step && !more && !step.background && step.command.type === 'Command' ? step.command : undefined;
}

/** `A=1`, `A=$B`: it has no command, and none in its value, that could fail. */
function isSure({ name, prefix, redirects }: Command): boolean {
  const plain = prefix.every(part => part.type === 'Assignment' && !/[$<>]\(|`|\$\{[^}]*[?]/.test(part.text));
  return name === undefined && redirects.length === 0 && plain;
}

function conditionOf(source: Source, node: If): { readonly text: string; readonly negated: boolean } | undefined {
  const [test, moreTests] = node.clause.commands;
  if (!test || moreTests || test.background) return undefined;
  const negated = test.command.type === 'Pipeline' && test.command.prefixes.some(prefix => prefix.type === 'Negation');
  const [only, more] = test.command.type === 'Pipeline' ? test.command.commands : [];
  const condition = negated ? (more ? undefined : only) : test.command;
  const text = condition && isSimple(condition) ? nodeText(source, condition) : undefined;
  if (!condition || text === undefined) return undefined;
  const bare = !negated && isNegatedTest(condition) ? text.replace(/^(\[|test)\s+!\s+/, '$1 ') : text;
  return { text: bare, negated: negated || bare !== text };
}

/** A word that stays one: `[ ! -f a b ]` is an error, which is neither of the two answers. */
const ONE_WORD = /^(?:[^$`*?[{"']+|"[^"$`]*(?:\$(?:\w+|\{\w+\})[^"$`]*)*"|'[^']*'|\])$/;

/**
 * `[ ! -x /usr/bin/x ]`, `test ! "$A" = b`: of so few words the first negates all of them (test(1p)). A comparison of
 * numbers that are none is an error, too, and `[ ! -a X ]` has two sides.
 */
function isNegatedTest(node: SyntaxNode): boolean {
  if (node.type !== 'Command') return false;
  const name = literalName(node);
  const [first, ...rest] = node.args.map(({ text }) => text);
  const words = name === '[' && rest.at(-1) === ']' ? rest.slice(0, -1) : rest;
  if ((name !== '[' && name !== 'test') || first !== '!' || !words.every(text => ONE_WORD.test(text))) return false;
  const [one = '', two = ''] = words;
  return words.length === 2 ? /^-[bcdefghLkprSstuwxnz]$/.test(one) : words.length === 3 && /^(?:==?|!=)$/.test(two);
}

/** As wide as a reader's window: a longer line would be read in two. */
const MAX_WIDTH = 120;

/** The script's text with tests of one command each in one line: `[ -x /usr/bin/x ] || exit 5`. */
export function withShortTests(source: Source): string {
  const edits: Edit[] = [];
  const look = (node: SyntaxNode): void => {
    const commands = node.type === 'CompoundList' || node.type === 'Script' ? node.commands : [];
    for (const [i, { command, background }] of commands.entries()) {
      const text = background ? undefined : shortIf(source, command, commands[i + 1]);
      const { pos, end } = command;
      const fits = text !== undefined && text.length <= MAX_WIDTH && !/[\n\r]/.test(text);
      if (fits && !/(?:^|\s)#/.test(source.text.slice(pos, end))) edits.push({ start: pos, end, text });
      else look(command);
    }
    if (commands.length === 0 && node.type !== 'Word') forEachChild(node, look);
  };
  look(source.ast);
  return apply(source.text, edits);
}

function isSimple(node: SyntaxNode): boolean {
  return node.type === 'Command' || node.type === 'TestCommand';
}

/** `:` alone, with nothing behind it that could ask for its status. */
function isNothing(source: Source, { command, background }: Statement): boolean {
  return !background && source.text.slice(command.pos, command.end) === ':';
}

function nodeText(source: Source, node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'Command':
    case 'TestCommand':
    case 'ArithmeticCommand':
      return simpleText(source, node);
    case 'Pipeline':
      return pipelineText(source, node);
    case 'AndOr':
      return andOrText(source, node);
    case 'If':
      return ifText(source, node);
    case 'Case':
      return caseText(source, node);
    case 'For':
      return around(
        `for ${node.name.text}${node.wordlist ? ` in${wordsText(source, node.wordlist)}` : ''}; do `,
        listText(source, node.body),
        '; done',
      );
    case 'While':
      return around(
        `${node.kind} `,
        listText(source, node.clause),
        around('; do ', listText(source, node.body), '; done'),
      );
    case 'BraceGroup':
      return around('{ ', listText(source, node.body), '; }');
    case 'Subshell':
      return around('( ', listText(source, node.body), ' )');
    case 'Function':
      return around(
        `${node.name.text}() `,
        node.body.type === 'CompoundList' ? undefined : nodeText(source, node.body),
        '',
      );
    case 'Redirected':
      return around('', nodeText(source, node.command), redirectText(source, node.redirects));
    default:
      return undefined;
  }
}

/** `&` closes a statement as `;` does. */
function around(before: string, text: string | undefined, after: string | undefined): string | undefined {
  if (text === undefined || after === undefined) return undefined;
  return before + text + (text.endsWith(' &') && after.startsWith(';') ? after.slice(1) : after);
}

/** As it was written, in one line: what a backslash continues is joined, lists in substitutions are lists again. */
function simpleText(source: Source, node: SyntaxNode): string | undefined {
  const text = source.text.slice(node.pos, node.end);
  if (!text.includes('\n') && node.type !== 'Command') return text;
  const edits: Edit[] = [];
  const words: { readonly pos: number; readonly end: number }[] = [];
  let possible = true;
  const look = (part: SyntaxNode, outer: SyntaxNode): void => {
    const own = source.text.slice(part.pos, part.end);
    if (part.type === 'HereDoc') possible = false;
    if (!own.includes('\n')) return;
    if ((part.type === 'Word' || part.type === 'Assignment') && (outer === node || outer.type === 'Redirect'))
      words.push(part);
    if (part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted') possible = false;
    if (part.type === 'CommandExpansion') {
      const inner = expansionText(source, part);
      if (inner === undefined) possible = false;
      else edits.push({ start: part.pos, end: part.end, text: inner });
    } else forEachChild(part, child => look(child, part));
  };
  if (node.type === 'Word') look(node, node);
  else forEachChild(node, child => look(child, node));
  if (!possible) return undefined;
  for (const { index, 0: found } of text.matchAll(/(?<!\\)(?:\\\\)*\\\n/g)) {
    const at = node.pos + index + found.length - 2;
    if (edits.some(({ start, end }) => start <= at && at < end)) continue;
    // In a word nothing stands in its place; behind one it parts it from the next.
    const inside = words.some(({ pos, end }) => pos <= at && at + 2 < end);
    const before = inside ? '' : (/[ \t]*$/.exec(source.text.slice(node.pos, at))?.[0] ?? '');
    const after = inside ? '' : (/^[ \t]*/.exec(source.text.slice(at + 2, node.end))?.[0] ?? '');
    edits.push({ start: at - before.length, end: at + 2 + after.length, text: inside ? '' : ' ' });
  }
  const moved = edits.map(({ start, end, text: by }) => ({ start: start - node.pos, end: end - node.pos, text: by }));
  return apply(text, moved);
}

/** A substitution in one line. */
function expansionText(source: Source, part: SyntaxNode & { readonly type: 'CommandExpansion' }): string | undefined {
  if (part.text.startsWith('`')) {
    // Inside of backquotes the parser counts without their backslashes: only the text itself can be trusted.
    if (part.text.includes("'") && part.text.includes('"')) return undefined;
    const pieces = part.text.split('\\\n');
    const quotes = pieces.slice(0, -1).map(
      (_, i) =>
        pieces
          .slice(0, i + 1)
          .join('')
          .split("'").length - 1,
    );
    return quotes.some(count => count % 2 > 0) || pieces.some(piece => piece.endsWith('\\'))
      ? undefined
      : pieces.join('');
  }
  const text = part.script && listText(source, part.script);
  if (text === undefined) return undefined;
  return text.startsWith('(') ? `$( ${text} )` : `$(${text})`;
}

/** The words of a list; a newline in it where one has no form in one line. */
function wordsText(source: Source, words: readonly Word[]): string {
  return words.map(word => ` ${simpleText(source, word) ?? '\n'}`).join('');
}

function redirectText(source: Source, redirects: readonly Redirection[]): string | undefined {
  if (redirects.some(redirect => redirect.type === 'HereDoc')) return undefined;
  return redirects.map(redirect => ` ${source.text.slice(redirect.pos, redirect.end)}`).join('');
}

function pipelineText(source: Source, node: Pipeline): string | undefined {
  const prefixes = node.prefixes.map(prefix => `${prefix.type === 'Time' ? 'time' : '!'} `).join('');
  const [first, ...rest] = node.commands.map(command => nodeText(source, command));
  if (first === undefined || rest.some(text => text === undefined)) return undefined;
  return prefixes + rest.reduce<string>((line, text, i) => `${line} ${node.operators[i] ?? '|'} ${text}`, first);
}

function andOrText(source: Source, node: AndOr): string | undefined {
  const [first, ...rest] = node.commands.map(command => nodeText(source, command));
  if (first === undefined || rest.some(text => text === undefined)) return undefined;
  return rest.reduce<string>((line, text, i) => `${line} ${node.operators[i] ?? '&&'} ${text}`, first);
}

function ifText(source: Source, node: If): string | undefined {
  const otherwiseOnly = elseText(source, node);
  if (otherwiseOnly !== undefined) return otherwiseOnly;
  const arms = [{ clause: node.clause, then: node.then }, ...node.elif].map((arm, i) =>
    around(
      i === 0 ? 'if ' : ' elif ',
      listText(source, arm.clause),
      around('; then ', listText(source, arm.then), ';'),
    ),
  );
  const otherwise = node.else ? around(' else ', listText(source, node.else), ';') : '';
  if (otherwise === undefined || arms.some(arm => arm === undefined)) return undefined;
  return `${arms.join('')}${otherwise} fi`;
}

/** `if A; then :; elif B; then :; else C; fi` as `A || B || C`: the status is the same, too. */
function elseText(source: Source, node: If): string | undefined {
  const arms = [{ clause: node.clause, then: node.then }, ...node.elif];
  const onlyOne = (list: CompoundList): Statement | undefined => {
    const [one, more] = list.commands;
    return more || one?.background ? undefined : one;
  };
  const idle = arms.every(({ then }) => {
    const only = onlyOne(then);
    return only !== undefined && isNothing(source, only);
  });
  if (!node.else || !idle) return undefined;
  const tests = arms.map(({ clause }) => {
    const test = onlyOne(clause)?.command;
    if (!test || !isPlainTest(test)) return undefined;
    // `a && b || c` is for nobody to read.
    const several = test.type === 'AndOr' && test.operators.includes('&&');
    return several ? around('{ ', listText(source, clause), '; }') : nodeText(source, test);
  });
  const only = onlyOne(node.else)?.command;
  const last = only?.type === 'Command' ? nodeText(source, only) : around('{ ', listText(source, node.else), '; }');
  return last === undefined || tests.some(test => test === undefined) ? undefined : [...tests, last].join(' || ');
}

/** Commands, negated or not. */
function isPlainTest(node: SyntaxNode): boolean {
  if (node.type === 'Pipeline') return node.commands.every(isSimple) && node.commands.length === 1;
  return node.type === 'AndOr' ? node.commands.every(isPlainTest) : isSimple(node);
}

function caseText(source: Source, node: Case): string | undefined {
  const items = node.items.map(item => {
    const body = item.body.commands.length === 0 ? '' : listText(source, item.body);
    const patterns = item.pattern.map(word => word.text).join('|');
    return body === undefined ? undefined : ` ${patterns}) ${body}${body === '' ? '' : ' '}${item.terminator ?? ';;'}`;
  });
  if (items.some(item => item === undefined)) return undefined;
  return `case ${simpleText(source, node.word) ?? '\n'} in${items.join('')} esac`;
}
