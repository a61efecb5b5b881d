// Where a source text can be changed so that a good test should notice, and into what.
import ts from 'typescript';

const { SyntaxKind: Kind } = ts;

const OPERATORS = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '-': '+',
  '*': '/',
  '/': '*',
};

/** Calls on a list that may be left out or turned round. */
const LIST_CALLS = { filter: '', slice: '', sort: '', toSorted: '', some: 'every', every: 'some' };

const textOf = (node) => node.getText();

function binary(node) {
  const operator = textOf(node.operatorToken);
  const [left, right] = [textOf(node.left), textOf(node.right)];
  if (operator === '??') return [left];
  const other = OPERATORS[operator];
  return other ? [`${left} ${other} ${right}`] : [];
}

/** `list.filter(...)` without the call, `list.some(...)` as `every`. */
function listCall(node) {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || ts.isOptionalChain(node)) return [];
  const name = expression.name.text;
  if (!Object.hasOwn(LIST_CALLS, name)) return [];
  const list = textOf(expression.expression);
  return [LIST_CALLS[name] ? `${list}.${LIST_CALLS[name]}(${node.arguments.map(textOf).join(', ')})` : list];
}

const COMPARISONS = new Set(['===', '!==']);

/** A word that decides: compared, returned, chosen or a member of a list; not a sentence for people. */
const decides = ({ parent, text }) =>
  !/\s/.test(text) &&
  ((ts.isBinaryExpression(parent) && COMPARISONS.has(textOf(parent.operatorToken))) ||
    ts.isCaseClause(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isConditionalExpression(parent) ||
    (ts.isArrayLiteralExpression(parent) && !ts.isAsExpression(parent.parent)));

const ends = (statement) =>
  ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isContinueStatement(statement);

/** `if (...) return` or `throw`, and a call made for its effect: each may be left out whole. */
const mayGo = (node) =>
  (ts.isBlock(node.parent) || ts.isCaseClause(node.parent)) &&
  ((ts.isIfStatement(node) && !node.elseStatement && ends(node.thenStatement)) ||
    (ts.isExpressionStatement(node) &&
      ts.isCallExpression(ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression)));

const isCondition = (node, { parent } = node) =>
  (ts.isIfStatement(parent) && parent.expression === node) ||
  (ts.isConditionalExpression(parent) && parent.condition === node);

function changesOf(node) {
  if (ts.isStatement(node)) return mayGo(node) ? [';'] : [];
  const changes = isCondition(node) ? [`!(${textOf(node)})`] : [];
  if (ts.isBinaryExpression(node)) return [...changes, ...binary(node)];
  if (ts.isCallExpression(node)) return [...changes, ...listCall(node)];
  if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken) return [textOf(node.operand)];
  if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent.parent)) return [`${textOf(node)} + 1`];
  if (node.kind === Kind.TrueKeyword) return ['false'];
  if (node.kind === Kind.FalseKeyword) return ['true'];
  if (ts.isStringLiteral(node) && decides(node)) return [`'${node.text ? '' : 'changed'}'`];
  return changes;
}

/** Positions where no value stands: types, imports, names of properties. */
const holdsNoValue = (node) =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);

const isName = (node) => node.parent.name === node;

/**
 * Every change that one file offers, in the order of its text.
 * @returns `{ start, end, to, statement, atLoad, line }[]`: offsets of what is replaced by `to`; `line` counts from 1
 */
export function pointsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const points = [];
  const visit = (node, inFunction) => {
    if (holdsNoValue(node) || isName(node)) return;
    const [start, end] = [node.getStart(), node.end];
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    for (const to of changesOf(node))
      points.push({ path, start, end, to, statement: ts.isStatement(node), atLoad: !inFunction, line });
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  };
  ts.forEachChild(source, (child) => visit(child, false));
  return points;
}

export const changed = (text, { start, end, to, statement }) =>
  `${text.slice(0, start)}${statement ? to : `(${to})`}${text.slice(end)}`;

/** The text with a probe at each point, which tells its number when it is reached. */
export function probed(text, points) {
  const marks = points.flatMap(({ start, end, statement, number }) => {
    const call = `globalThis.__reached?.(${number})`;
    return statement
      ? [{ at: start, size: end - start, put: `${call};` }]
      : [
          { at: start, size: end - start, put: `(${call}, ` },
          { at: end, size: start - end, put: ')' },
        ];
  });
  // From the end to the start; of two at one place the one that must stand left is put in last.
  const order = marks.sort((a, b) => b.at - a.at || a.size - b.size);
  return order.reduce((made, { at, put }) => made.slice(0, at) + put + made.slice(at), text);
}
