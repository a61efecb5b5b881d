import { expect, test } from 'vitest';
import { z } from 'zod';
import { filesUnder, read } from './source-tree.ts';

const facts = z
  .looseObject({
    name: z.string(),
    version: z.string().regex(/^\d+\.\d+\.\d+/),
    license: z.string(),
    type: z.string(),
    engines: z.object({ node: z.string() }),
    bin: z.record(z.string(), z.string()),
    files: z.array(z.string()),
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()).default({}),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

const locked = z
  .looseObject({
    packages: z.record(
      z.string(),
      z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).default({}) }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));

test('the package says under which licence and on which Node it runs', () => {
  expect(facts.license).toBe('Apache-2.0');
  expect(read('LICENSE')).toContain('Apache License');
  expect(facts.engines.node).toBe('>=20.19');
});

test('a user installs one package: everything it needs is in the bundle', () => {
  expect(facts.dependencies).toEqual({});
  expect(Object.values(facts.bin)).toEqual(['dist/vpn-gateway-mcp.cjs']);
  expect(facts.files).toEqual(expect.arrayContaining(['dist/*.cjs', 'THIRD-PARTY-NOTICES.txt']));
});

test('npm ci builds what bin runs', () => {
  expect(facts.scripts).toMatchObject({ prepare: 'npm run build', build: 'node scripts/build.mjs' });
});

test('every dependency is pinned to one version', () => {
  expect(Object.entries(facts.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('zod-to-json-schema writes none of our schemas, for it is empty-handed before zod 4', () => {
  expect(Object.keys(facts.devDependencies)).not.toContain('zod-to-json-schema');
  const users = filesUnder('src').filter((path) => read(path).includes('zod-to-json-schema'));
  expect(users).toEqual([]);
});

test('the lock file is of this version of the package', () => {
  expect(locked).toMatchObject({ name: facts.name, version: facts.version });
});

test('the lock file knows the packages of every machine, without which npm ci refuses it', () => {
  const wanted = Object.values(locked.packages).flatMap((each) => Object.keys(each.optionalDependencies));
  const missing = wanted.filter((name) => !(`node_modules/${name}` in locked.packages));
  expect(missing, 'run npm run complete-lock').toEqual([]);
});

const scriptFiles = Object.values(facts.scripts).flatMap((command) => command.match(/scripts\/[\w-]+\.mjs/g) ?? []);

test('every script of the package is there, and every program of scripts/ is used by something', () => {
  const programs = filesUnder('scripts').filter((path) => path.endsWith('.mjs'));
  const users = ['package.json', 'README.md', ...filesUnder('.ci'), ...filesUnder('test'), ...programs];
  const texts = new Map(users.map((user) => [user, read(user)]));
  const isUsed = (program: string): boolean => {
    const name = program.slice(program.lastIndexOf('/') + 1);
    return users.some((user) => user !== program && texts.get(user)?.includes(name));
  };
  expect(scriptFiles.filter((path) => !programs.includes(path))).toEqual([]);
  expect(programs.filter((program) => !isUsed(program))).toEqual([]);
});

test('the changelog has this version above all earlier ones, and what is not in it above that', () => {
  const versions = [...read('CHANGELOG.md').matchAll(/^## \[([^\]]+)\]/gm)].map(([, each = '']) => each);
  expect(versions.slice(0, 2)).toEqual(['Unreleased', facts.version]);
  const released = versions.slice(1);
  const inOrder = released.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  expect(released).toEqual(inOrder);
  expect(new Set(released).size).toBe(released.length);
});

test('a page that names a file of a release names the one of this version', () => {
  const pages = ['README.md', 'README.zh-CN.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))];
  const named = pages.flatMap((path) =>
    [...read(path).matchAll(/vpn-gateway-mcp-(\d[\w.-]*?)\.(?:mcpb|cjs|tgz)/g)].map(([, version]) => ({
      path,
      version,
    })),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter(({ version }) => version !== facts.version)).toEqual([]);
});

test('the package has a command and nothing to import: no types can be wrong', () => {
  const doors = ['main', 'module', 'exports', 'types', 'typings', 'browser'];
  expect(doors.filter((door) => door in facts)).toEqual([]);
});
