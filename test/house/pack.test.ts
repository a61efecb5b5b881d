import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { read, root } from './source-tree.ts';

const place = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-pack-'));

/** On Windows npm and what it links are scripts, which only a shell starts. */
const shell = process.platform === 'win32';

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell });

const report = z.tuple([
  z.looseObject({
    filename: z.string(),
    integrity: z.string(),
    size: z.number(),
    files: z.array(z.looseObject({ path: z.string() })),
  }),
]);

let packed: z.infer<typeof report>[0];

beforeAll(() => {
  // The build is fresh; packing with scripts would make it a second time.
  const summary = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', place], root);
  [packed] = report.parse(JSON.parse(summary));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

test('the package holds the build, its papers, and nothing else', () => {
  const papers = [
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'THIRD-PARTY-NOTICES.txt',
    'manifest.json',
    'package.json',
  ];
  const stray = packed.files
    .map(({ path }) => path)
    .filter((path) => !papers.includes(path) && !path.startsWith('dist/'));
  expect(stray).toEqual([]);
  expect(packed.files.filter(({ path }) => /\.(map|ts|node)$/.test(path))).toEqual([]);
});

test('the package is smaller than 880 kB, and holds text alone', () => {
  // Bytecode would be a third of it, differs with every build, and saves time only on the Node.js that ends first.
  expect(packed.files.filter(({ path }) => path.endsWith('.bin'))).toEqual([]);
  expect(packed.size).toBeLessThan(880_000);
});

test('packed once more, it is the same to the last byte', () => {
  const again = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-pack-'));
  try {
    const [second] = report.parse(
      JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', again], root)),
    );
    expect(second.integrity).toBe(packed.integrity);
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
});

test('the package names whose work is bundled in it', () => {
  const notices = read('THIRD-PARTY-NOTICES.txt');
  for (const name of ['@modelcontextprotocol/server', 'undici', 'zod']) expect(notices).toContain(`\n${name} `);
});

test('the package installs alone, without a registry, and lists its tools', () => {
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  npm(['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`], place);
  const listed = execFileSync(join(place, 'node_modules/.bin/vpn-gateway-mcp'), ['tools', '--json'], {
    shell,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: place },
  });
  expect(listed).toContain('CreateVpnConnection');
});

test('no built file holds a path of the machine that built it', () => {
  const texts = packed.files.map(({ path }) => path).filter((path) => path.endsWith('.cjs'));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter((path) => read(path).includes(root))).toEqual([]);
});
