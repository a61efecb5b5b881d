import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ExportSslClient } from '../../../src/tools/handoff/export-ssl-client.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { startWorld, type WorldOptions } from '../../support/world.ts';

interface File {
  readonly Path: string;
  readonly Sha256: string;
  readonly HoldsSecret: boolean;
}

/** The built server with a folder for secrets. */
const start = async (options: WorldOptions = {}) => {
  const secrets = mkdtempSync(join(tmpdir(), 'export-'));
  onTestFinished(() => rmSync(secrets, { recursive: true, force: true }));
  const args = ['--secrets-dir', secrets, ...(options.args ?? [])];
  const started = await startWorld({ ...options, args });
  const filesIn = (): readonly string[] =>
    readdirSync(secrets, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(secrets, name)).isFile(),
    );
  return { ...started, secrets, filesIn };
};

const filesOf = (data: Readonly<Record<string, unknown>>): readonly File[] => data['Files'] as readonly File[];

describe('ExportSslClient', () => {
  it('writes one private file that holds the key, and shows it without', async () => {
    const { agent, requests, secrets, filesIn } = await start();
    const { data, text, isError } = await agent.call('ExportSslClient', { SslVpnClientCertId: 'tomas-desktop' });
    expect([isError, filesIn().toSorted()]).toEqual([
      false,
      ['ssl-client-vsc-tomasdesktop/for-the-user.en.txt', 'ssl-client-vsc-tomasdesktop/vsc-tomasdesktop.ovpn'],
    ]);
    const [profile, summary] = filesOf(data);
    const written = readFileSync(profile?.Path ?? '', 'utf8');
    expect(profile).toEqual({
      Path: join(secrets, 'ssl-client-vsc-tomasdesktop', 'vsc-tomasdesktop.ovpn'),
      Sha256: createHash('sha256').update(written).digest('hex'),
      HoldsSecret: true,
    });
    expect(statSync(profile?.Path ?? '').mode & 0o777).toBe(0o600);
    expect(summary?.HoldsSecret).toBe(false);
    expect(readFileSync(summary?.Path ?? '', 'utf8')).toContain('Windows: ');
    expect(written).toMatch(
      /\nremote 203\.0\.113\.10 1194\n[\s\S]*\n<key>\n-----BEGIN PRIVATE KEY-----\n[\s\S]*\n<\/key>\n$/,
    );
    const key = written.split('\n').at(-5) ?? '';
    expect(key.length).toBeGreaterThan(40);
    expect(JSON.stringify([data, text, agent.stderr()])).not.toMatch(
      new RegExp(`PRIVATE KEY-----|${key.slice(0, 20)}`),
    );
    expect(data['Profile']).toContain('remote-cert-tls server');
    expect((await requests()).map(({ action }) => action).filter((name) => !name.startsWith('Describe'))).toEqual([]);
  });

  it('gives the same file to the same call, and a second one once the server is another', async () => {
    const { agent, sandbox, filesIn } = await start();
    const call = () => agent.call('ExportSslClient', { SslVpnClientCertId: 'vsc-tomasdesktop' });
    const first = await call();
    expect(filesOf((await call()).data)).toEqual(filesOf(first.data));
    const body = JSON.stringify({ 'vss-hq0001.Port': 1200 });
    await fetch(`${sandbox.controlEndpoint}/patch`, { method: 'POST', body });
    expect(filesOf((await call()).data)[0]?.Path).toMatch(/vsc-tomasdesktop-2\.ovpn$/);
    expect(filesIn()).toHaveLength(3);
  });

  it('speaks the language of the server where none is asked for', async () => {
    const { agent } = await start({ args: ['--language', 'zh'] });
    const { data } = await agent.call('ExportSslClient', { SslVpnClientCertId: 'lin-phone' });
    expect(data['Warnings']).toEqual([expect.stringContaining('过期')]);
    expect(filesOf(data)[1]?.Path).toMatch(/for-the-user\.zh\.txt$/);
    const english = await agent.call('ExportSslClient', { SslVpnClientCertId: 'lin-phone', Language: 'en' });
    expect(english.data['Warnings']).toEqual([expect.stringContaining('expired')]);
  });

  it('takes the third address of a gateway with two on the public cloud, and tells of login and DNS', async () => {
    const patch = { 'vss-shop0001.EnableMultiFactorAuth': true, 'vss-shop0001.DnsServers': '100.100.2.136' };
    const { agent } = await start({ world: 'public', patch });
    const { data } = await agent.call('ExportSslClient', { SslVpnClientCertId: 'ana' });
    expect(data['Profile']).toMatch(/\nremote 203\.0\.113\.12 1194\n[\s\S]*\nauth-user-pass\n/);
    expect(String(data['ForTheUser'])).toMatch(/two-factor[\s\S]*100\.100\.2\.136/);
  });

  it('without a folder shows the profile, and what to do', async () => {
    const { agent } = await startWorld();
    const { data, text } = await agent.call('ExportSslClient', { SslVpnClientCertId: 'tomas-desktop' });
    expect(data).toMatchObject({ Files: [], Hint: expect.stringContaining('--secrets-dir') });
    expect(data['Profile']).toContain('Here belongs the private key');
    expect(text).not.toContain('PRIVATE KEY-----');
  });

  it('is refused on HTTP without tokens before anything is read, with another way', async () => {
    const { invoke, asked } = fakeInvoke(() => ({}));
    const call = testCall({ secrets: { ...testCall().secrets, files: 'remote caller' } });
    await expect(ExportSslClient.run({ SslVpnClientCertId: 'ana' }, call, invoke)).rejects.toMatchObject({
      message: expect.stringContaining('HTTP'),
      remedy: expect.stringContaining('stdio'),
    });
    expect(asked).toEqual([]);
  });

  it('is absent where a server only reads, and a plan of it writes nothing', async () => {
    const { agent, another, secrets } = await start();
    const reader = await another({ args: ['--read-only', '--secrets-dir', secrets] });
    expect((await reader.list()).map(({ name }) => name)).not.toContain('ExportSslClient');
    const Arguments = { SslVpnClientCertId: 'tomas-desktop' };
    const { isError, data } = await agent.call('PlanChange', { Tool: 'ExportSslClient', Arguments });
    expect([isError, data['Steps'], existsSync(join(secrets, 'ssl-client-vsc-tomasdesktop'))]).toEqual([
      false,
      [],
      false,
    ]);
  });
});
