import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localChecks } from '../../../src/commands/doctor/checks.ts';
import { createAuthority } from '../../../src/sandbox/state/certificates.ts';
import { read } from '../../support/start.ts';

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

  it.skipIf(process.platform === 'win32')(
    'a state folder that others can write to, or that cannot be used, is bad',
    () => {
      const open = mkdtempSync(join(tmpdir(), 'vpn-mcp-open-'));
      chmodSync(open, 0o777);
      expect(stateOf(['--state-dir', open], 'state folder')).toMatchObject({
        state: 'bad',
        found: expect.stringContaining('writable by others'),
        remedy: expect.stringContaining(`chmod 700 ${open}`),
      });
      chmodSync(open, 0o700);
      expect(stateOf(['--state-dir', open], 'state folder')).toMatchObject({ state: 'good' });
      const file = join(open, 'file');
      writeFileSync(file, '');
      expect(stateOf(['--state-dir', file], 'state folder')).toMatchObject({ state: 'bad' });
    },
  );

  it('on HTTP secrets go to pages where callers have tokens, else nowhere', () => {
    const http = ['--http', '0', '--secrets-dir', folder];
    expect(stateOf(http, 'secrets')).toMatchObject({ state: 'note', found: expect.stringContaining('go nowhere') });
    const tokens = [...http, '--tokens-file', join(folder, 'tokens.json')];
    expect(stateOf(tokens, 'secrets')).toMatchObject({
      state: 'good',
      found: expect.stringMatching(/pages for whoever has vpn:approve \(/),
    });
    expect(stateOf([...tokens, '--approver', 'other'], 'secrets')).toMatchObject({
      found: expect.stringContaining('did not ask for them'),
    });
  });

  it('no secrets folder is reported as what it means', () => {
    expect(stateOf([], 'secrets folder')).toMatchObject({ state: 'note' });
  });

  it('certificates that are not checked are bad', () => {
    expect(stateOf(['--insecure'], 'TLS')).toMatchObject({ state: 'bad' });
    expect(stateOf([], 'TLS')).toBeUndefined();
  });

  it('a file of authorities that is missing, or holds none, is bad and named', () => {
    const missing = join(folder, 'nope.pem');
    expect(stateOf(['--ca-file', missing], 'CA file')).toMatchObject({
      state: 'bad',
      found: `${missing} cannot be read`,
      remedy: expect.stringContaining('--ca-file'),
    });
    const [plain, broken, good] = ['plain', 'broken', 'good'].map((name) => join(folder, name));
    writeFileSync(`${plain}`, 'no certificate here');
    writeFileSync(`${broken}`, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    writeFileSync(`${good}`, createAuthority('localhost', Date.now()).ca.cert);
    expect(stateOf(['--ca-file', `${plain}`], 'CA file')?.found).toContain('holds no PEM certificate');
    expect(stateOf(['--ca-file', `${broken}`], 'CA file')?.found).toContain('is no certificate');
    expect(stateOf(['--ca-file', `${good}`], 'CA file')).toMatchObject({ state: 'good' });
    expect(stateOf([], 'CA file')).toBeUndefined();
  });

  it('a temporary key without its token is bad', () => {
    const half = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.fake', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'fake' };
    expect(stateOf([], 'security token', half)).toMatchObject({ state: 'bad' });
    expect(stateOf([], 'security token', { ...half, ALIBABA_CLOUD_SECURITY_TOKEN: 'fake' })).toBeUndefined();
  });

  it('an approval page without a PIN is reported as what it does not protect against', () => {
    expect(stateOf([], 'approval page')).toMatchObject({ state: 'note', remedy: expect.stringContaining('PIN') });
    expect(stateOf([], 'approval page', { VPN_MCP_APPROVAL_PIN: 'fake-4711' })).toMatchObject({ state: 'good' });
  });

  it('approvals by token are reported as what they are, and read-only needs none', () => {
    expect(stateOf(['--confirm', 'token'], 'approvals')).toMatchObject({
      state: 'note',
      found: expect.stringContaining('no human'),
    });
    expect(stateOf(['--read-only'], 'approvals')).toMatchObject({ state: 'good' });
  });

  it('orders by token are reported only where the operator lets them through', () => {
    const both = ['--confirm', 'token', '--allow-billed'];
    expect(stateOf(both, 'billed creates')).toMatchObject({
      state: 'note',
      found: expect.stringContaining('no human'),
    });
    expect(stateOf(['--confirm', 'token'], 'billed creates')).toBeUndefined();
    expect(stateOf(['--allow-billed'], 'billed creates')).toBeUndefined();
  });
});
