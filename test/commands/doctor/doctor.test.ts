import { describe, expect, it } from 'vitest';
import { runProgram } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

describe('doctor', () => {
  it('is content where everything is right', async () => {
    const { env } = await startCloud();
    const { code, stdout } = await runProgram(['doctor'], { env });
    expect(stdout).toMatch(/ok {4}signature +accepted/);
    expect(stdout).not.toContain('BAD');
    // What nobody gave is not listed here; --json has it.
    expect(stdout).not.toContain('asapi-version');
    expect(code).toBe(0);
  });

  it('tells every setting in JSON, also those that nobody gave', async () => {
    const { env } = await startCloud();
    const { settings, checks } = JSON.parse((await runProgram(['doctor', '--json'], { env })).stdout);
    expect(settings).toContainEqual({ name: 'confirm', value: 'ask', source: 'default' });
    expect(settings).toContainEqual({ name: 'ca-file', value: null, source: 'not set' });
    expect(checks).toContainEqual({ check: 'signature', state: 'good', found: 'accepted' });
  });

  it('tells each setting with its source, and no secret', async () => {
    const { env, sandbox } = await startCloud();
    const { stdout } = await runProgram(['doctor', '--json', '--proxy', 'http://me:fake-pass@127.0.0.1:1'], { env });
    const { settings } = JSON.parse(stdout);
    expect(settings).toContainEqual({ name: 'region', value: sandbox.regionId, source: 'VPN_MCP_REGION' });
    expect(settings).toContainEqual(expect.objectContaining({ name: 'proxy', value: 'http://***@127.0.0.1:1' }));
    expect(settings).toContainEqual(
      expect.objectContaining({ name: 'access-key-secret', source: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' }),
    );
    for (const secret of [sandbox.accessKeySecret, sandbox.accessKeyId, 'fake-pass'])
      expect(stdout).not.toContain(secret);
  });

  it.each([
    [
      'no keys',
      { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' },
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
    ],
    ['a wrong secret', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'fake-wrong' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { ALIBABA_CLOUD_ACCESS_KEY_ID: 'fake-unknown' }, 'InvalidAccessKeyId'],
    ['nobody at the endpoint', { VPN_MCP_ENDPOINT: 'http://127.0.0.1:9' }, '127.0.0.1'],
    ['a folder that cannot be made', { VPN_MCP_STATE_DIR: '/dev/null/nowhere' }, 'cannot be used'],
  ])('finds %s, says what to do and ends with 1', async (_, wrong, summary) => {
    const { env } = await startCloud();
    const { code, stdout } = await runProgram(['doctor'], {
      env: { ...env, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ...wrong },
    });
    expect(stdout).toContain('BAD');
    expect(stdout).toContain(summary);
    expect(stdout).toContain('->');
    expect(code).toBe(1);
  });
});
