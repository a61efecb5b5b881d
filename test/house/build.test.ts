import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { read, root } from './source-tree.ts';

const dist = join(root, 'dist');
const place = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-build-'));
const copy = join(place, 'dist');

const bytecodeOf = (folder: string): string => {
  const found = readdirSync(folder).find((file) => file.endsWith('.bin'));
  if (!found) throw new Error('the build made no bytecode');
  return join(folder, found);
};

const HELLO = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1.0.0' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list', params: {} },
]
  .map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  .join('');

const listTools = (folder: string, ...nodeOptions: string[]) =>
  spawnSync(process.execPath, [...nodeOptions, join(folder, 'vpn-gateway-mcp.cjs')], {
    input: HELLO,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: place },
  });

beforeAll(() => cpSync(dist, copy, { recursive: true }));
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('the bytecode is good for the Node.js that built it', () => {
  const cachedData = readFileSync(bytecodeOf(dist)).subarray(32);
  const script = new Script(readFileSync(join(dist, 'server.cjs'), 'latin1'), { cachedData });
  expect(script.cachedDataRejected).toBe(false);
});

test('no file of the build tells on which machine and where it was made', () => {
  const telling = readdirSync(dist).filter((file) => readFileSync(join(dist, file), 'latin1').includes(root));
  expect(telling).toEqual([]);
});

test('bytecode with a flipped byte is not run, and the server starts from its text', () => {
  const file = bytecodeOf(copy);
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.fill(0xff, middle, middle + 8);
  writeFileSync(file, bytes);
  const run = listTools(copy);
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('"CreateVpnConnection"');
});

test('a start and the list of tools load neither HTTP, sandbox nor XML', () => {
  const spy = join(place, 'spy.cjs');
  const summary = join(place, 'loaded.json');
  writeFileSync(
    spy,
    `const Module = require('node:module'), loaded = [], load = Module._load;
     Module._load = (name, ...rest) => { loaded.push(name); return load(name, ...rest); };
     process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(summary)}, JSON.stringify(loaded)));`,
  );
  expect(listTools(dist, '--require', spy).status).toBe(0);
  const loaded = z.array(z.string()).parse(JSON.parse(readFileSync(summary, 'utf8')));
  expect(loaded.length).toBeGreaterThan(0);
  const heavy = /^\.\/|^(node:)?(http2?|https|net|tls|dns|worker_threads|child_process)$/;
  expect(loaded.filter((name) => heavy.test(name))).toEqual([]);
});

test('every program text is ASCII, for the loader reads one byte a character', () => {
  const texts = readdirSync(dist).filter((file) => file.endsWith('.cjs'));
  // Searched as bytes: read as text, a wrong byte might pass for a right character.
  const strange = texts.filter((file) => readFileSync(join(dist, file)).some((byte) => byte > 0x7f));
  expect(strange).toEqual([]);
});

test('ajv is left out of the server', () => {
  const texts = readdirSync(dist)
    .filter((file) => file.endsWith('.cjs'))
    .map((file) => read(`dist/${file}`));
  expect(texts.filter((text) => text.includes('ajv'))).toEqual([]);
});

test('no part of the build carries a source map', () => {
  const files = readdirSync(dist);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.cjs') && read(`dist/${file}`).includes('sourceMappingURL='))).toEqual(
    [],
  );
});
