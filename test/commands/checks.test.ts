import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localChecks } from '../../src/commands/checks.ts';
import { read } from '../support/start.ts';

const stateOf = (argv: readonly string[], check: string, env: Record<string, string> = {}) =>
  localChecks(read(argv, env).settings).find((finding) => finding.check === check);

describe('without a network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpn-mcp-checks-'));

  it('a folder that is ours alone is good, also when it has to be made first', () => {
    expect(stateOf(['--secrets-dir', folder], 'secrets folder')).toMatchObject({ state: 'good' });
    expect(stateOf(['--secrets-dir', join(folder, 'a', 'b')], 'secrets folder')).toMatchObject({ state: 'good' });
  });

  it.skipIf(process.platform === 'win32')('a folder that others can enter is told with the cure', () => {
    const open = mkdtempSync(join(tmpdir(), 'vpn-mcp-open-'));
    chmodSync(open, 0o755);
    expect(stateOf(['--secrets-dir', open], 'secrets folder')).toMatchObject({
      state: 'note',
      remedy: `chmod 700 ${open}`,
    });
  });

  it('no secrets folder is told as what it means', () => {
    expect(stateOf([], 'secrets folder')).toMatchObject({ state: 'note' });
  });

  it('certificates that are not checked are bad', () => {
    expect(stateOf(['--insecure'], 'TLS')).toMatchObject({ state: 'bad' });
    expect(stateOf([], 'TLS')).toBeUndefined();
  });

  it('an approval page without a PIN is told as what it does not protect against', () => {
    expect(stateOf([], 'approval page')).toMatchObject({ state: 'note', remedy: expect.stringContaining('PIN') });
    expect(stateOf([], 'approval page', { VPN_MCP_APPROVAL_PIN: '4711' })).toMatchObject({ state: 'good' });
  });

  it('approvals by token are told as what they are, and read-only needs none', () => {
    expect(stateOf(['--confirm', 'token'], 'approvals')).toMatchObject({
      state: 'note',
      found: expect.stringContaining('no human'),
    });
    expect(stateOf(['--read-only'], 'approvals')).toMatchObject({ state: 'good' });
  });
});
