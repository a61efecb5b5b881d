import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { placeOf } from '../../../src/catalogue/schema/secret.ts';
import { markOf } from '../../../src/guard/secrets/store.ts';
import { startBench } from '../bench.ts';

test('a guard that was made has touched nothing', async () => {
  const bench = await startBench();
  expect([readdirSync(bench.stateDir), bench.secrets(), await bench.requests()]).toEqual([[], [], []]);
});

test('the operator’s own secrets are hidden from the start', async () => {
  vi.stubEnv('VPN_MCP_SECRET_SITE', 'FAKE-site-secret-01');
  onTestFinished(() => void vi.unstubAllEnvs());
  const bench = await startBench();
  const guard = bench.makeGuard({ sealKey: 'FAKE-seal-key-0123456789-0123456789', approvalPin: 'FAKE-pin-4938' });
  guard.registerSecret('FAKE-access-key-secret');
  const summary = guard.redact(
    'FAKE-site-secret-01, FAKE-seal-key-0123456789-0123456789, FAKE-pin-4938, FAKE-access-key-secret',
  );
  expect(summary).not.toContain('FAKE');
});

test('a tool works with secrets by their handles', async () => {
  const { call, guard, secretsDir } = await startBench();
  const { secrets } = call();
  const { Psk } = guard.redact({ Psk: 'FAKE-psk-one' }) as unknown as { Psk: { Fingerprint: string; Length: number } };
  expect(secrets.judge(Psk)?.flaws).toContain('shorter than 16');
  const file = await secrets.write('site.conf', `key {{${Psk.Fingerprint}}} end`);
  expect(placeOf(file).startsWith(secretsDir)).toBe(true);
  expect(secrets.files).toBe('written');
  expect(guard.redact(`x ${'FAKE-psk-one'} y`)).toBe(`x ${markOf(Psk)} y`);
  await expect(async () => secrets.write('site.conf', '{{00000000}}')).rejects.toThrow('never seen');
});
