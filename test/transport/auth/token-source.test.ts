import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { BadSettings } from '../../../src/errors.ts';
import { createTokenSource } from '../../../src/transport/auth/token-source.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ana = { name: 'ana', token: 'made-up-token-of-ana-0123456789abcdef', scopes: ['vpn:read', 'vpn:write'] };
const bo = { name: 'bo', token: 'made-up-token-of-bo-0123456789abcdef', scopes: ['vpn:read'] };
const asText = (...tokens: object[]): string => JSON.stringify({ tokens });

const start = (...tokens: object[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'vpn-mcp-tokens-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tokensFile = join(folder, 'tokens.json');
  const put = (text: string): void => writeFileSync(tokensFile, text);
  put(asText(...tokens));
  const summary: string[] = [];
  const clock = { ms: 0 };
  const source = createTokenSource(
    { tokensFile },
    (level) => void summary.push(level),
    () => clock.ms,
  );
  const revoked: string[] = [];
  onTestFinished(source.watch((name) => void revoked.push(name)));
  const look = (): void => void vi.advanceTimersByTime(1_000);
  return { source, tokensFile, put, summary, clock, revoked, look };
};

it('a token that is taken out of the file counts no more, and its holder is named once', () => {
  const { source, put, revoked, look } = start(ana, bo);
  const before = source.principalOf(ana.token);
  expect(before?.may('vpn:write')).toBe(true);
  put(asText(bo));
  look();
  look();
  expect(revoked).toEqual(['ana']);
  expect([source.principalOf(ana.token), before?.may('vpn:read')]).toEqual([undefined, false]);
  expect(source.principalOf(bo.token)?.name).toBe('bo');
});

it('a token that lost a permission is taken back, and one that gained one is not', () => {
  const { source, put, revoked, look } = start(ana, bo);
  put(asText({ ...ana, scopes: ['vpn:read'] }, { ...bo, scopes: ['vpn:read', 'vpn:destroy'] }));
  look();
  expect(revoked).toEqual(['ana']);
  expect(source.principalOf(ana.token)?.may('vpn:write')).toBe(false);
  expect(source.principalOf(bo.token)?.may('vpn:destroy')).toBe(true);
});

it('while the file cannot be understood the former tokens count; when it is gone none does', () => {
  const { source, tokensFile, put, summary, revoked, look } = start(ana);
  put('{"tokens": [');
  look();
  expect([source.principalOf(ana.token)?.name, revoked, summary]).toEqual(['ana', [], ['error']]);
  rmSync(tokensFile);
  look();
  expect([source.principalOf(ana.token), revoked]).toEqual([undefined, ['ana']]);
  put(asText(ana));
  look();
  expect(source.principalOf(ana.token)?.name).toBe('ana');
});

it('a token ends with its time', () => {
  const { source, clock, revoked, look } = start({ ...ana, expires: '1970-01-01T00:01:00Z' }, bo);
  const before = source.principalOf(ana.token);
  clock.ms = 60_000;
  expect([source.principalOf(ana.token), before?.may('vpn:read')]).toEqual([undefined, false]);
  look();
  expect(revoked).toEqual(['ana']);
});

it('a start without a readable file is refused', () => {
  expect(() => createTokenSource({ tokensFile: '/nowhere/tokens.json' }, () => {})).toThrow(BadSettings);
  expect(() => createTokenSource({ tokens: '{}' }, () => {})).toThrow(BadSettings);
});
