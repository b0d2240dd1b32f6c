import { parseSync } from '@swc/core';

/**
 * @typedef {object} Mutant
 * @property {string} file path from the project's root
 * @property {number} start offset in the file's bytes
 * @property {number} end
 * @property {string} operator
 * @property {string} replacement
 * @property {string} before the text that it replaces
 * @property {number} line
 * @property {Scope | undefined} scope body of the function around it; undefined at the top of a module
 *
 * @typedef {{ start: number, end: number, block: boolean }} Scope
 */

const OTHER_OPERATOR = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '-': '+',
  '*': '/',
  '%': '*',
};

const OTHER_METHOD = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  find: 'findLast',
  push: 'unshift',
  unshift: 'push',
};

/** Calls whose result can stand for their object: `a.filter(f)` → `a`. */
const DROPPED_METHODS = new Set(['filter', 'slice', 'trim', 'reverse', 'sort', 'concat', 'toLowerCase', 'flat']);

/** Type-level wrappers of an expression; every other node named Ts… has no effect at run time. */
const TYPED_EXPRESSIONS = new Set([
  'TsAsExpression',
  'TsNonNullExpression',
  'TsSatisfiesExpression',
  'TsConstAssertion',
  'TsTypeAssertion',
]);

const NOT_CODE = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration']);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'MethodProperty']);

/**
 * List every mutant of one file, in source order. Left out: types, imports, texts of three words or more (they are
 * prose for people), what internal errors say, and defaults that only satisfy `noUncheckedIndexedAccess`.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Mutant[]}
 */
export function mutantsOf(file, text) {
  const bytes = Buffer.from(text);
  /** @type {Mutant[]} */
  const found = [];
  const source = node => bytes.subarray(node.span.start - 1, node.span.end - 1).toString();

  /** @param {Scope | undefined} scope */
  const add = (scope, operator, start, end, replacement) => {
    const before = bytes.subarray(start - 1, end - 1).toString();
    if (before === replacement) return;
    const line = bytes
      .subarray(0, start - 1)
      .toString()
      .split('\n').length;
    found.push({ file, start: start - 1, end: end - 1, operator, replacement, before, line, scope });
  };
  const replace = (scope, operator, node, replacement) =>
    add(scope, operator, node.span.start, node.span.end, replacement);

  /** Mutants of this node itself. */
  const mutate = (node, scope) => {
    switch (node.type) {
      case 'BinaryExpression': {
        if (node.operator === '??' && isEmpty(node.right)) return;
        const texts = [node.left, node.right].some(side => ['StringLiteral', 'TemplateLiteral'].includes(side.type));
        const other = OTHER_OPERATOR[node.operator] ?? (node.operator === '+' && !texts ? '-' : undefined);
        if (other === undefined) return;
        const between = bytes.subarray(node.left.span.end - 1, node.right.span.start - 1).toString();
        const at = between.indexOf(node.operator);
        const start = node.left.span.end + Buffer.byteLength(between.slice(0, at));
        add(scope, `${node.operator} → ${other}`, start, start + node.operator.length, other);
        return;
      }
      case 'UnaryExpression':
        if (node.operator === '!') replace(scope, 'drop !', node, source(node.argument));
        return;
      case 'IfStatement':
      case 'ConditionalExpression':
        replace(scope, 'condition → true', node.test, 'true');
        replace(scope, 'condition → false', node.test, 'false');
        return;
      case 'WhileStatement':
        replace(scope, 'condition → false', node.test, 'false');
        return;
      case 'ExpressionStatement':
        if (['CallExpression', 'AssignmentExpression', 'UpdateExpression'].includes(node.expression.type))
          replace(scope, 'drop statement', node, ';');
        return;
      case 'ContinueStatement':
      case 'BreakStatement':
        replace(scope, 'drop statement', node, ';');
        return;
      case 'ReturnStatement':
        if (!node.argument) replace(scope, 'drop statement', node, ';');
        return;
      case 'BlockStatement':
      case 'FunctionBody':
        if (node.stmts.length > 0) replace(scope, 'empty block', node, '{}');
        return;
      case 'BooleanLiteral':
        replace(scope, 'boolean', node, String(!node.value));
        return;
      case 'NumericLiteral':
        replace(scope, 'number', node, String(node.value + 1));
        return;
      case 'StringLiteral':
        if (!isProse(node.value)) replace(scope, 'string', node, node.value === '' ? "'mutated'" : "''");
        return;
      case 'TemplateLiteral':
        if (!isProse(node.quasis.map(quasi => quasi.raw).join('x'))) replace(scope, 'string', node, '``');
        return;
      case 'ArrayExpression':
        if (node.elements.length > 0) replace(scope, 'empty array', node, '[]');
        return;
      case 'RegExpLiteral':
        mutateRegExp(node, scope);
        return;
      case 'CallExpression':
        mutateCall(node, scope);
        return;
      default:
        return;
    }
  };

  const mutateRegExp = (node, scope) => {
    const { pattern, flags } = node;
    if (pattern.startsWith('^')) replace(scope, 'drop ^', node, `/${pattern.slice(1)}/${flags}`);
    if (pattern.endsWith('$') && !pattern.endsWith('\\$'))
      replace(scope, 'drop $', node, `/${pattern.slice(0, -1) || '(?:)'}/${flags}`);
  };

  const mutateCall = (node, scope) => {
    const { callee } = node;
    const args = node.arguments;
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
      const name = callee.property.value;
      const other = OTHER_METHOD[name];
      if (other !== undefined) replace(scope, `${name} → ${other}`, callee.property, other);
      if (DROPPED_METHODS.has(name)) replace(scope, `drop ${name}`, node, source(callee.object));
    }
    const last = args.at(-1);
    const previous = args.at(-2);
    if (last && previous && !last.spread)
      add(scope, 'drop last argument', previous.expression.span.end, last.expression.span.end, '');
  };

  /** @param {Scope | undefined} scope */
  const visit = (node, scope) => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item, scope);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    if (typeof node.type === 'string') {
      if (NOT_CODE.has(node.type) || node.type === 'ThrowStatement') return;
      if (node.type.startsWith('Ts')) {
        if (TYPED_EXPRESSIONS.has(node.type)) visit(node.expression, scope);
        return;
      }
      if (node.type === 'CallExpression' && node.callee.value === 'unreachable') return;
      if (node.type === 'KeyValueProperty') {
        if (node.key.type === 'Computed') visit(node.key, scope);
        visit(node.value, scope);
        return;
      }
      if (FUNCTIONS.has(node.type) && node.body) {
        const { start, end } = node.body.span;
        const block = ['BlockStatement', 'FunctionBody'].includes(node.body.type);
        const inner = { start: start - 1, end: end - 1, block };
        visit(node.params, inner);
        // Emptying the body must count as reached where the function is called.
        visit(node.body, inner);
        return;
      }
      if (node.span) mutate(node, scope);
    }
    for (const [key, value] of Object.entries(node)) if (key !== 'span') visit(value, scope);
  };

  visit(parseSync(text, { syntax: 'typescript', target: 'es2022' }).body, undefined);
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Text with the mutant in it. */
export function applyMutant(text, mutant) {
  const bytes = Buffer.from(text);
  const [head, tail] = [bytes.subarray(0, mutant.start), bytes.subarray(mutant.end)];
  return Buffer.concat([head, Buffer.from(mutant.replacement), tail]).toString();
}

/**
 * Text in which every function that holds a mutant tells `globalThis.__reached` the numbers of those mutants.
 *
 * @param {string} text
 * @param {readonly (Mutant & { id: number })[]} mutants of this file
 */
export function instrument(text, mutants) {
  const bytes = Buffer.from(text);
  /** @type {Map<string, { scope: Scope, ids: number[] }>} */
  const scopes = new Map();
  for (const { scope, id } of mutants) {
    if (!scope) continue;
    const key = `${scope.start}-${scope.end}`;
    const entry = scopes.get(key) ?? { scope, ids: [] };
    entry.ids.push(id);
    scopes.set(key, entry);
  }
  const inserts = [];
  for (const { scope, ids } of scopes.values()) {
    const call = `globalThis.__reached(${ids.join(',')})`;
    if (scope.block) inserts.push({ at: scope.start + 1, text: `${call};`, closing: false });
    else {
      inserts.push({ at: scope.start, text: `(${call},`, closing: false });
      inserts.push({ at: scope.end, text: ')', closing: true });
    }
  }
  inserts.sort((a, b) => a.at - b.at || Number(b.closing) - Number(a.closing));
  const parts = [];
  let from = 0;
  for (const { at, text: inserted } of inserts) {
    parts.push(bytes.subarray(from, at), Buffer.from(inserted));
    from = at;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]).toString();
}

/** Can the mutant be a copy of the function body that it stands in? A parameter's default stands outside. */
export function isSwitchable({ scope, start, end }) {
  return scope !== undefined && scope.start <= start && end <= scope.end;
}

/**
 * Text in which all these mutants are, each asleep: `globalThis.__mutant` is the number of the one that is awake. A
 * function that holds mutants has a copy of its body for each of them beside its own.
 *
 * @param {string} text
 * @param {readonly (Mutant & { id: number })[]} mutants of this file that are switchable
 */
export function withSwitches(text, mutants) {
  const bytes = Buffer.from(text);
  const cut = (start, end) => bytes.subarray(start, end).toString();
  /** @type {Map<string, { scope: Scope, own: (Mutant & { id: number })[] }>} */
  const scopes = new Map();
  for (const mutant of mutants) {
    const key = `${mutant.scope.start}-${mutant.scope.end}`;
    const entry = scopes.get(key) ?? { scope: mutant.scope, own: [] };
    entry.own.push(mutant);
    scopes.set(key, entry);
  }
  const sorted = [...scopes.values()].sort((a, b) => a.scope.start - b.scope.start || b.scope.end - a.scope.end);

  /** The text between two offsets, with switches in the functions that are in it. */
  const render = (start, end, within) => {
    const parts = [];
    let from = start;
    for (const entry of within) {
      const { scope, own } = entry;
      if (scope.start < from) continue;
      const inner = within.filter(
        other => other !== entry && scope.start <= other.scope.start && other.scope.end <= scope.end,
      );
      const copies = own.map(({ id, start: at, end: to, replacement }) => ({
        test: `globalThis.__mutant === ${id}`,
        body: cut(scope.start, at) + replacement + cut(to, scope.end),
      }));
      const original = render(scope.start, scope.end, inner);
      parts.push(cut(from, scope.start));
      if (scope.block) parts.push('{', ...copies.map(({ test, body }) => `if (${test}) ${body} else `), original, '}');
      else parts.push('(', ...copies.map(({ test, body }) => `${test} ? (${body}) : `), '(', original, '))');
      from = scope.end;
    }
    return parts.join('') + cut(from, end);
  };
  return render(0, bytes.length, sorted);
}

function isProse(text) {
  return text.trim().split(/\s+/).length >= 3;
}

function isEmpty(node) {
  return (
    (node.type === 'StringLiteral' && node.value === '') ||
    (node.type === 'ArrayExpression' && node.elements.length === 0) ||
    (node.type === 'Identifier' && node.value === 'undefined') ||
    (node.type === 'NumericLiteral' && node.value === 0) ||
    node.type === 'BooleanLiteral'
  );
}
