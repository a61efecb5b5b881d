import { describe, expect, it } from 'vitest';
import { runProgram, startProgram } from './support/process.ts';

describe('the process', () => {
  it.each([
    { args: ['--raed-only'], env: {}, summary: 'Did you mean --read-only?' },
    { args: ['dcotor'], env: {}, summary: 'Did you mean doctor?' },
    { args: ['ofice'], env: {}, summary: 'Did you mean office?' },
    { args: ['publik'], env: {}, summary: 'Did you mean public?' },
    { args: ['launch'], env: {}, summary: '--help' },
    { args: ['sandbox', 'fleet'], env: {}, summary: '--world WORLD' },
    { args: ['tools', 'ipsec'], env: {}, summary: 'tools takes no word "ipsec"' },
    { args: ['--language', 'cn'], env: {}, summary: 'Choose one of en, zh.' },
    { args: ['--read-only=yes'], env: {}, summary: 'takes no value' },
    { args: [], env: { VPN_MCP_REDA_ONLY: '1' }, summary: 'Did you mean VPN_MCP_READ_ONLY?' },
  ])('ends with 2 on $args $env and says what is right', async ({ args, env, summary }) => {
    const { code, stdout, stderr } = await runProgram(args, { env: { ...env } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(summary);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { child, ended } = startProgram(['tools']);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('starts without credentials, network and settings, and tells one thing: what its page does not protect from', async () => {
    const { code, stdout, stderr } = await runProgram([]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^\S+ warn +an approval page asks for no PIN: [^\n]+\n$/);
  });

  it.each([
    ['with a PIN', [], { VPN_MCP_APPROVAL_PIN: 'fake-pin-0001' }],
    ['read-only', ['--read-only'], {}],
  ])('%s it starts without a word', async (_name, args, env) => {
    expect(await runProgram(args, { env })).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it('says when a signature is not that of the gateway', async () => {
    const { stderr } = await runProgram(['--read-only', '--signature', 'HMAC-SHA256']);
    expect(stderr).toContain('HMAC-SHA256 is a signature of ASAPI');
    const asapi = [
      '--read-only',
      '--signature',
      'HMAC-SHA256',
      '--gateway',
      'asapi',
      '--endpoint',
      'https://asapi.test/asapi/v3',
    ];
    expect((await runProgram(asapi)).stderr).toBe('');
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
