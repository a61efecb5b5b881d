import ts from 'typescript';

/** A member of an interface or of a type literal: `Type.member`, and where it is declared. */
export interface Member {
  readonly name: string;
  readonly file: string;
}

type Declarations = readonly ts.Node[];

/** Names of the API, of results and of the audit: they are read by people and programs outside. */
const isContract = (name: string): boolean => /^[A-Z]/.test(name);

const declarationsOf = (symbol: ts.Symbol | undefined): Declarations => symbol?.declarations ?? [];

const isOpaque = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0;

const isObject = (type: ts.Type): boolean => (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

const isUnion = (type: ts.Type): type is ts.UnionType => (type.flags & ts.TypeFlags.Union) !== 0;

/** Names by which an expression looks into an object; undefined where any name may be meant. */
const namesOf = (key: ts.Type): readonly string[] | undefined => {
  const parts = isUnion(key) ? key.types : [key];
  return parts.every((part) => part.isStringLiteral()) ? parts.map((part) => String(part.value)) : undefined;
};

const isWrite = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node.parent) &&
  node.parent.left === node &&
  node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** Whether an expression hands a value on, to where a type is expected. */
const isPassed = (node: ts.Expression): boolean => {
  if (ts.isLiteralExpression(node) || ts.isTemplateExpression(node)) return false;
  // What is in these goes its own way, but for what is spread into them.
  if (ts.isObjectLiteralExpression(node)) return node.properties.some(ts.isSpreadAssignment);
  if (ts.isArrayLiteralExpression(node) || ts.isConditionalExpression(node)) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.type !== undefined;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isBinaryExpression(parent)) return passesOn.has(parent.operatorToken.kind);
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isPropertyDeclaration(parent)
  );
};

const passesOn: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

/** What the language has to go through all members of a value. */
const writesOut: ReadonlySet<string> = new Set(['stringify', 'entries', 'values']);

const mayHoldMembers = (type: ts.Type): boolean => isOpaque(type) || isUnion(type) || isObject(type);

/** What a generic type is made of: the element of a list, what a promise brings. */
const argumentsOf = (type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] => {
  // `objectFlags` is there on every object type; the public class does not show it.
  const isReference =
    isObject(type) && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) === ts.ObjectFlags.Reference;
  return isReference ? checker.getTypeArguments(type as ts.TypeReference) : [];
};

/**
 * Which declarations are read, through one walk over a program. A value that passes from one type to another is read
 * where the other type's members are; one that passes to `unknown` is read whole, for it is written out there.
 */
class Reads {
  readonly read = new Set<ts.Node>();
  /** From a member to members of other types that hold the same value. */
  private readonly sources = new Map<ts.Node, Set<ts.Node>>();
  private readonly linked = new Map<ts.Type, Set<ts.Type>>();
  private readonly whole = new Set<ts.Type>();
  private readonly checker: ts.TypeChecker;
  private readonly isOurs: (file: ts.SourceFile) => boolean;

  constructor(checker: ts.TypeChecker, isOurs: (file: ts.SourceFile) => boolean) {
    this.checker = checker;
    this.isOurs = isOurs;
  }

  /** Marks what is read directly, then what is read through another type. */
  finish(): ReadonlySet<ts.Node> {
    const queue = [...this.read];
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      for (const source of this.sources.get(next) ?? [])
        if (!this.read.has(source)) {
          this.read.add(source);
          queue.push(source);
        }
    return this.read;
  }

  visit(node: ts.Node): void {
    if (ts.isPropertyAccessExpression(node) && !isWrite(node)) this.mark(this.checker.getSymbolAtLocation(node.name));
    else if (ts.isElementAccessExpression(node) && !isWrite(node))
      this.lookUp(node.expression, this.checker.getTypeAtLocation(node.argumentExpression));
    else if (ts.isObjectBindingPattern(node)) this.unpack(node);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
      this.lookUp(node.right, this.checker.getTypeAtLocation(node.left));
    else if (ts.isIndexedAccessTypeNode(node))
      this.markNames(
        this.checker.getTypeFromTypeNode(node.objectType),
        this.checker.getTypeFromTypeNode(node.indexType),
      );
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      this.link(this.checker.getTypeAtLocation(node.expression), this.checker.getTypeFromTypeNode(node.type));
    if (ts.isExpression(node)) this.pass(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  private mark(symbol: ts.Symbol | undefined): void {
    for (const declaration of declarationsOf(symbol)) this.read.add(declaration);
  }

  private markNames(type: ts.Type, key: ts.Type): void {
    const names = namesOf(key);
    if (names === undefined) {
      if (key.flags & (ts.TypeFlags.String | ts.TypeFlags.TypeParameter)) this.readWhole(type);
      return;
    }
    for (const part of isUnion(type) ? type.types : [type])
      for (const name of names) this.mark(this.checker.getPropertyOfType(part, name));
  }

  private lookUp(object: ts.Expression, key: ts.Type): void {
    this.markNames(this.checker.getTypeAtLocation(object), key);
  }

  /** What a pattern names is read; the others of a rest keep their declarations. One dropped as `_` is not read. */
  private unpack(pattern: ts.ObjectBindingPattern): void {
    const type = this.checker.getTypeAtLocation(pattern);
    for (const element of pattern.elements) {
      if (element.dotDotDotToken || (ts.isIdentifier(element.name) && element.name.text.startsWith('_'))) continue;
      const name = element.propertyName ?? element.name;
      if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) continue;
      for (const part of isUnion(type) ? type.types : [type])
        this.mark(this.checker.getPropertyOfType(part, name.text));
    }
  }

  /** A value that goes where a type is expected. A literal without spread has nothing of another type in it. */
  private pass(node: ts.Expression): void {
    if (!isPassed(node)) return;
    const target = this.checker.getContextualType(node);
    if (!target || !mayHoldMembers(target) || (isOpaque(target) && this.isOnlyHeld(node.parent))) return;
    this.link(this.checker.getTypeAtLocation(node), target);
  }

  /** Whether a call of the language itself takes anything and looks at no member of it, as `Array.isArray` does. */
  private isOnlyHeld(call: ts.Node): boolean {
    if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return false;
    const declaration = this.checker.getResolvedSignature(call)?.declaration;
    const file = declaration?.getSourceFile();
    if (!file || !/\/lib\.[\w.]+\.d\.ts$/.test(file.fileName)) return false;
    return !(ts.isPropertyAccessExpression(call.expression) && writesOut.has(call.expression.name.text));
  }

  /** Every member of a value, those of its members too. */
  private readWhole(type: ts.Type): void {
    if (this.whole.has(type)) return;
    this.whole.add(type);
    if (isUnion(type)) for (const part of type.types) this.readWhole(part);
    if (!isObject(type)) return;
    for (const argument of argumentsOf(type, this.checker)) this.readWhole(argument);
    for (const property of this.checker.getPropertiesOfType(type)) {
      const declarations = declarationsOf(property).filter((each) => this.isOurs(each.getSourceFile()));
      if (declarations.length === 0) continue;
      this.mark(property);
      this.readWhole(this.checker.getTypeOfSymbol(property));
    }
    for (const index of this.checker.getIndexInfosOfType(type)) this.readWhole(index.type);
  }

  private isKnown(source: ts.Type, target: ts.Type): boolean {
    const targets = this.linked.get(source) ?? new Set();
    this.linked.set(source, targets);
    return targets.has(target) || !targets.add(target);
  }

  /** A value of one type is used as another. */
  private link(source: ts.Type, target: ts.Type): void {
    if (source === target || this.isKnown(source, target)) return;
    if (isOpaque(target)) this.readWhole(source);
    else if (isUnion(source)) for (const part of source.types) this.link(part, target);
    else if (isUnion(target)) for (const part of target.types) this.link(source, part);
    if (!isObject(source) || !isObject(target)) return;
    this.linkMembers(source, target);
    this.linkSignatures(source, target);
    for (const from of argumentsOf(source, this.checker))
      for (const to of argumentsOf(target, this.checker)) this.link(from, to);
    const index = this.checker.getIndexTypeOfType(target, ts.IndexKind.String);
    if (index && !this.checker.getIndexTypeOfType(source, ts.IndexKind.String)) this.readWhole(source);
  }

  private linkMembers(source: ts.Type, target: ts.Type): void {
    for (const member of this.checker.getPropertiesOfType(target)) {
      const own = this.checker.getPropertyOfType(source, member.name);
      if (!own || own === member) continue;
      const to = declarationsOf(member);
      const from = declarationsOf(own).filter((each) => this.isOurs(each.getSourceFile()));
      if (from.length === 0) continue;
      if (to.some((each) => !this.isOurs(each.getSourceFile()))) this.mark(own);
      for (const each of to)
        for (const one of from)
          if (each !== one) this.sources.set(each, (this.sources.get(each) ?? new Set()).add(one));
      this.link(this.checker.getTypeOfSymbol(own), this.checker.getTypeOfSymbol(member));
    }
  }

  private linkSignatures(source: ts.Type, target: ts.Type): void {
    const [from] = source.getCallSignatures();
    const [to] = target.getCallSignatures();
    if (!from || !to) return;
    this.link(from.getReturnType(), to.getReturnType());
    for (const [at, parameter] of from.getParameters().entries()) {
      const given = to.getParameters()[at];
      if (given) this.link(this.checker.getTypeOfSymbol(given), this.checker.getTypeOfSymbol(parameter));
    }
  }
}

const isPick = (node: ts.Node): boolean =>
  ts.isTypeReferenceNode(node) && /^(Extract|Exclude)$/.test(node.getText().split('<')[0] ?? '');

/** The type in which a member is declared; empty for a pattern that only picks other types. */
const ownerOf = (member: ts.Node): string => {
  for (let node = member.parent; node; node = node.parent)
    if (ts.isConditionalTypeNode(node) || isPick(node)) return '';
    else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return node.name.text;
  return '';
};

/** Members of interfaces and type literals in the files that are ours which nothing in these files reads. */
export const deadMembers = (program: ts.Program, isOurs: (file: ts.SourceFile) => boolean): readonly Member[] => {
  const ours = program.getSourceFiles().filter(isOurs);
  // The checker remembers what it finds out file by file; asked expression by expression it takes three times as long.
  for (const file of ours) program.getSemanticDiagnostics(file);
  const reads = new Reads(program.getTypeChecker(), isOurs);
  for (const file of ours) reads.visit(file);
  const read = reads.finish();
  return ours.flatMap((file) => {
    const dead: Member[] = [];
    const see = (node: ts.Node): void => {
      const isMember = ts.isPropertySignature(node) || ts.isMethodSignature(node);
      if (isMember && ts.isIdentifier(node.name) && ownerOf(node) !== '') {
        const { text } = node.name;
        if (!read.has(node) && !isContract(text)) dead.push({ name: `${ownerOf(node)}.${text}`, file: file.fileName });
      }
      ts.forEachChild(node, see);
    };
    see(file);
    return dead;
  });
};
