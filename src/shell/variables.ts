import {
  type Command,
  forEachChild,
  literalName,
  type ParameterExpansionPart,
  type SimpleExpansionPart,
  type SimpleNode,
  type SyntaxNode,
  type Word,
  type WordPart,
} from './nodes.ts';

/** Variables that a statement gives a value. */
export function assignedBy(node: SimpleNode): readonly string[] {
  return [...(node.type === 'Command' ? assignedByCommand(node) : []), ...assignedInWords(node)];
}

function assignedByCommand(node: Command): readonly string[] {
  const names: string[] = [];
  if (!node.name) for (const part of node.prefix) if (part.type === 'Assignment') names.push(part.name);
  const name = literalName(node);
  if (name && ['export', 'local', 'declare', 'typeset', 'readonly', 'read', 'unset', 'let', 'getopts'].includes(name))
    for (const argument of node.args) {
      if (argument.type === 'Assignment') names.push(argument.name);
      else {
        const assigned = /^([A-Za-z_]\w*)(?:$|\[|[-+*/%]?=|\+\+|--)/.exec(argument.value)?.[1];
        if (assigned) names.push(assigned);
        if (name === 'let') names.push(...countedBy(argument.value));
      }
    }
  if (name === 'mapfile' || name === 'readarray' || (name === 'printf' && node.args[0]?.text === '-v')) {
    const target = name === 'printf' ? node.args[1] : node.args.at(-1);
    if (target && /^[A-Za-z_]\w*$/.test(target.text)) names.push(target.text);
  }
  if (name === 'eval')
    for (const [, assigned] of node.args
      .map(argument => argument.text)
      .join(' ')
      .matchAll(/(?:^|[\s;"'])([A-Za-z_]\w*)=/g))
      if (assigned) names.push(assigned);
  return names;
}

/** `let N++`, `let N=N+1`, `let "N = N + 1"`, `let "++N"`: a name with an operator that changes it. */
export function countedBy(text: string): readonly string[] {
  return [...text.matchAll(LET)].map(([found]) => found);
}

const LET = /\b[A-Za-z_]\w*(?=\s*(?:\+\+|--|(?:[-+*/%&^|]|<<|>>)?=(?!=)))|(?<=\+\+|--)[A-Za-z_]\w*/g;

/** `${A=b}` and `$((n++))`: what a word changes while it is read. */
function assignedInWords(node: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const look = (part: SyntaxNode): void => {
    if (
      part.type === 'ParameterExpansion' &&
      part.operation?.type === 'Default' &&
      part.operation.operator.endsWith('=')
    )
      names.push(part.parameter);
    const counted = assignedByArithmetic(part);
    if (counted !== undefined) names.push(counted);
    forEachChild(part, look);
  };
  look(node);
  return names;
}

/** `n = 1`, `n += 1`, `n++`, `--n`: the variable that this step of arithmetic changes. */
export function assignedByArithmetic(node: SyntaxNode): string | undefined {
  const target =
    node.type === 'ArithmeticBinary' ? node.left : node.type === 'ArithmeticUnary' ? node.operand : undefined;
  const changes = target && 'operator' in node && /^(?:\+\+|--|[^=!<>]*=|<<=|>>=)$/.test(node.operator);
  return changes && target.type === 'ArithmeticWord' ? target.value.trim().replace(/\[.*/, '') : undefined;
}

const uses = new WeakMap<SimpleNode | Word | WordPart, ReadonlySet<string>>();

/** Variables that a statement reads, `@positional` for arguments. A slice asks for the same ones many times. */
export function usesOf(node: SimpleNode | Word | WordPart): ReadonlySet<string> {
  const known = uses.get(node) ?? readUses(node);
  uses.set(node, known);
  return known;
}

function readUses(node: SimpleNode | Word | WordPart): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string): void => {
    names.add(/^(?:[1-9]\d*|[@*#])$/.test(name) ? '@positional' : name);
  };
  const look = (part: SyntaxNode): void => {
    if (part.type === 'SimpleExpansion') add(part.text.slice(1));
    if (part.type === 'ParameterExpansion') add(part.parameter);
    if (part.type === 'ArithmeticWord') for (const [word] of part.value.matchAll(/[A-Za-z_]\w*/g)) add(word);
    forEachChild(part, look);
  };
  look(node);
  if (node.type === 'Command' && /^(?:export|readonly)$/.test(literalName(node) ?? ''))
    for (const argument of node.args) if (argument.type === 'Word' && /^\w+$/.test(argument.value)) add(argument.value);
  if (node.type === 'Command' && literalName(node) === 'let')
    for (const argument of node.args) for (const [word] of argument.text.matchAll(/[A-Za-z_]\w*/g)) add(word);
  if (node.type === 'Command' && /^(?:eval|let|test|\[)$/.test(literalName(node) ?? ''))
    for (const [, word] of node.args
      .map(argument => argument.text)
      .join(' ')
      .matchAll(/\$\{?([A-Za-z_]\w*)/g))
      if (word) add(word);
  if (node.type === 'Command' && /\bdaemon\b/.test([literalName(node), ...node.args.map(one => one.text)].join(' ')))
    for (const name of READ_BY_DAEMON) add(name);
  if (node.type === 'Command' && /^(?:su|runuser|sh|bash|daemon)$/.test(literalName(node) ?? ''))
    for (const [, word] of node.args
      .map(argument => argument.text)
      .join(' ')
      .matchAll(/\$\{?([A-Za-z_]\w*)/g))
      if (word) add(word);
  return names;
}

/** Variables that `daemon` itself looks at, exported or not (facts: rhel-functions, 3). */
export const READ_BY_DAEMON = ['NICELEVEL', 'DAEMON_COREFILE_LIMIT', 'CGROUP_DAEMON'];

/** Does a statement of this text look at the status of the one before it? `return` without a word does too. */
export function readsStatus(text: string): boolean {
  return /\$\{?\?|^(?:exit|return)$/.test(text);
}

/** `$1`, `${2}`, `$@`, `$#`: an argument of the script or of the function around it. */
export function readsArgument(node: SyntaxNode): boolean {
  if (node.type === 'SimpleExpansion') return /^\$[\d@*#]/.test(node.text);
  return node.type === 'ParameterExpansion' && /^[\d@*#]/.test(node.parameter);
}

/** Variables that a text of shell names. */
export function namesIn(text: string): readonly string[] {
  const counted = [...text.matchAll(/\$\(\((.*?)\)\)/gs)].flatMap(([, sum]) => sum?.match(/[A-Za-z_]\w*/g) ?? []);
  // `${#LIST[@]}`, `${LIST[i]}`, `${A:from:length}`: the index and the numbers are arithmetic.
  const inside = [...text.matchAll(/\$\{[#!]?\w+(?:\[([^\]}]*)\])?(?::([^-=+?}][^}]*))?\}/g)].flatMap(
    ([, index = '', slice = '']) => `${index} ${slice}`.match(/[A-Za-z_]\w*/g) ?? [],
  );
  return [...[...text.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)].map(match => match[1] ?? ''), ...counted, ...inside];
}

/** `$NAME`, or `${NAME…}` in any of its forms. */
export function isUseOf(node: SyntaxNode, name: string): node is SimpleExpansionPart | ParameterExpansionPart {
  return (
    (node.type === 'SimpleExpansion' && node.text === `$${name}`) ||
    (node.type === 'ParameterExpansion' && node.parameter === name)
  );
}
