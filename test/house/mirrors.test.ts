import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, root, sources } from './source-tree.ts';

const LOOP = 'all prompts go through one loop in prompts/index.test.ts';
const RULES = 'each rule is broken and kept in rules/rules.test.ts';

/** Families of audit rules: `rules/rules.test.ts` asks for a broken and a kept example of every rule in them. */
const RULE_FAMILY = /^src\/tools\/rules\/[a-z]+-rules\.ts$/;

/** Files that have no test of their own, and why. */
const EXCUSED: Readonly<Record<string, string>> = {
  'src/prompts/connect-site.ts': LOOP,
  'src/prompts/fail-over.ts': LOOP,
  'src/prompts/monthly-report.ts': LOOP,
  'src/prompts/onboard-vpn-user.ts': LOOP,
  'src/prompts/security-audit.ts': LOOP,
  'src/prompts/troubleshoot-tunnel.ts': LOOP,
  'src/tools/rules/rule.ts': RULES,
};

/** Files of vendors that every vendor may have: tests go through all of them, so that a new vendor brings no excuse of its own. */
const OF_VENDORS = /^src\/vendors\/[^/]+\/(?:index|keys)\.ts$/;

/** What plans say: `guard/plan/messages.test.ts` goes through all of it in one loop. */
const SENTENCES = /^src\/guard\/sentences\//;

/**
 * Files of views that draw, and their words and sheets: each is driven in a browser through the whole page, in `main.test.ts` of its
 * view, and the frame of all in `start.test.ts`.
 */
const OF_VIEWS =
  /^src\/views\/(?:frame\/(?:ask-box|card-style|context|dom|health|host)|(?:map|tunnel|plan)\/(?:draw[a-z-]*|facts|head|pan-zoom|words)|[a-z]+\/style)\.ts$/;

/** Nothing of it is left when it runs: only types, and imports of types. */
const isTypesOnly = (path: string): boolean =>
  parse(path).statements.every(
    (each) =>
      ts.isInterfaceDeclaration(each) ||
      ts.isTypeAliasDeclaration(each) ||
      (ts.isImportDeclaration(each) && each.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(each) && each.isTypeOnly),
  );

const mirrorOf = (path: string): string => path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');

const exists = (path: string): boolean => existsSync(join(root, path));

test('every source file has its test at the mirrored place', () => {
  expect(
    sources
      .filter(
        (path) =>
          !(path in EXCUSED) &&
          !RULE_FAMILY.test(path) &&
          !OF_VENDORS.test(path) &&
          !SENTENCES.test(path) &&
          !OF_VIEWS.test(path) &&
          !isTypesOnly(path) &&
          !exists(mirrorOf(path)),
      )
      .map(mirrorOf),
  ).toEqual([]);
});

test('an excuse speaks of a file that is there and has no test', () => {
  const idle = Object.keys(EXCUSED).filter((path) => !sources.includes(path) || exists(mirrorOf(path)));
  expect(idle).toEqual([]);
});
