import { describe, expect, it } from 'vitest';
import { runProgram } from './support/process.ts';

describe('the process', () => {
  it.each([
    { args: ['--raed-only'], env: {}, told: 'Did you mean --read-only?' },
    { args: ['dcotor'], env: {}, told: 'Did you mean doctor?' },
    { args: ['ofice'], env: {}, told: 'Did you mean office?' },
    { args: ['launch'], env: {}, told: '--help' },
    { args: ['--read-only=yes'], env: {}, told: 'takes no value' },
    { args: [], env: { VPN_MCP_REDA_ONLY: '1' }, told: 'Did you mean VPN_MCP_READ_ONLY?' },
  ])('ends with 2 on $args $env and says what is right', async ({ args, env, told }) => {
    const { code, stdout, stderr } = await runProgram(args, { env: { ...env } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
  });

  it('starts without credentials, network and settings', async () => {
    expect(await runProgram([])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it('warns on standard error of what weakens it', async () => {
    const { stdout, stderr } = await runProgram(['--insecure', '--confirm', 'token']);
    expect(stdout).toBe('');
    expect(stderr).toContain('certificates are NOT checked');
    expect(stderr).toContain('no human is asked');
  });

  it('logs as JSON where a machine reads', async () => {
    const { stderr } = await runProgram(['--insecure'], { env: { VPN_MCP_LOG_FORMAT: 'json' } });
    expect(JSON.parse(stderr.split('\n')[0] ?? '')).toMatchObject({ level: 'warn' });
  });
});
