import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The project's folder, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders that are made, fetched or private: no rule of the house speaks of them. */
const NOT_OURS = new Set(['node_modules', 'dist', 'release', 'coverage', '.git']);

/** Every file under a folder of the project, as paths from the root with `/`, sorted. */
export const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => NOT_OURS.has(part)))
    .sort();

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The TypeScript files of `src`. */
export const sources = filesUnder('src').filter((path) => path.endsWith('.ts'));

const parsed = new Map<string, ts.SourceFile>();

/** The syntax tree of a file, parsed once, with parent links. */
export const parse = (path: string): ts.SourceFile => {
  const known = parsed.get(path);
  if (known) return known;
  const fresh = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  parsed.set(path, fresh);
  return fresh;
};

/** Calls `see` for a node and everything below it. */
export const walk = (node: ts.Node, see: (node: ts.Node) => void): void => {
  see(node);
  ts.forEachChild(node, (child) => walk(child, see));
};

export interface Import {
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Evaluated when called, not when the file is loaded. */
  readonly lazy: boolean;
  readonly line: number;
}

const fact = (node: ts.Node): Omit<Import, 'line'> | undefined => {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const allTypes =
      named !== undefined &&
      ts.isNamedImports(named) &&
      !clause?.name &&
      named.elements.every((each) => each.isTypeOnly);
    const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (allTypes && named.elements.length > 0);
    return { specifier: node.moduleSpecifier.text, typeOnly, lazy: false };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, lazy: false };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    return { specifier: node.argument.literal.text, typeOnly: true, lazy: false };
  if (ts.isCallExpression(node)) return called(node);
  return undefined;
};

/** `import('x')` and `require('x')`; a computed name is told as `(computed)`, which no row of any table allows. */
const called = (node: ts.CallExpression): Omit<Import, 'line'> | undefined => {
  const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  if (!dynamic && !required) return undefined;
  const name = node.arguments[0];
  return {
    specifier: name && ts.isStringLiteralLike(name) ? name.text : '(computed)',
    typeOnly: false,
    lazy: true,
  };
};

/** Every import of a file: static, re-exported, dynamic, required, and those inside types. */
export const importsOf = (path: string): Import[] => {
  const found: Import[] = [];
  const file = parse(path);
  walk(file, (node) => {
    const seen = fact(node);
    if (seen) found.push({ ...seen, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
  });
  return found;
};
