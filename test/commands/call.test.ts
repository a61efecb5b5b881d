import { describe, expect, it } from 'vitest';
import { canBeSignalled, runProgram, startProgram } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

describe('call', () => {
  it('gives the tool’s answer as JSON on standard output, and nothing else', async () => {
    const { env } = await startCloud();
    const { code, stdout, stderr } = await runProgram(['call', 'DescribeVpnGateways', '{"All": true}'], { env });
    expect(JSON.parse(stdout)).toMatchObject({ TotalCount: 2, Scanned: 2 });
    expect([code, stderr]).toEqual([0, '']);
  });

  it('takes no arguments for none, and "-" for those on standard input', async () => {
    const { env, requests } = await startCloud();
    expect((await runProgram(['call', 'DescribeRegions'], { env })).code).toBe(0);
    const input = JSON.stringify({ VpnGatewayId: 'vpn-hq0001' });
    const { code, stdout } = await runProgram(['call', 'DescribeVpnGateway', '-'], { env, input });
    expect([code, JSON.parse(stdout).Name]).toEqual([0, 'hq-gateway']);
    expect((await requests('DescribeVpnGateway'))[0]?.parameters['VpnGatewayId']).toBe('vpn-hq0001');
  });

  it('ends with 1 when the tool failed, the failure as JSON and its text for people', async () => {
    const { env } = await startCloud();
    const { code, stdout, stderr } = await runProgram(['call', 'DescribeVpnGateway', '{"VpnGatewayId":"vpn-no"}'], {
      env,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      isError: true,
      'vpn-gateway-mcp/error': { HttpStatus: expect.any(Number) },
    });
    expect(stderr).toContain('Next: ');
  });

  it.each([
    { words: ['call'], summary: 'the name of a tool is missing' },
    { words: ['call', 'DescribeVpnGatway'], summary: 'did you mean DescribeVpnGateway?' },
    { words: ['call', 'DescribeRegions', '{oops'], summary: 'one JSON object' },
    { words: ['call', 'DescribeRegions', '[]'], summary: 'one JSON object' },
    { words: ['call', 'DescribeRegions', '{}', 'more'], summary: 'Quote the JSON' },
    { words: ['call', 'DescribeVpnGateways', '{"PageSize": 51}'], summary: 'PageSize is at most 50' },
    { words: ['call', 'DeleteVpnGateway', '{}', '--read-only'], summary: 'not offered here' },
    { words: ['call', 'DescribeRegions', '--raed-only'], summary: 'Did you mean --read-only?' },
  ])('ends with 2 on $words, and says what is right', async ({ words, summary }) => {
    const { code, stderr } = await runProgram([...words, ...(words.includes('--raed-only') ? [] : ['--sandbox'])]);
    expect(code).toBe(2);
    expect(stderr).toContain(summary);
  });

  it('never repeats arguments that it cannot read', async () => {
    const { stdout, stderr } = await runProgram(['call', 'DescribeRegions', '{"Psk": "fake-key-0001"']);
    expect(stdout + stderr).not.toContain('fake-key-0001');
  });

  it('answers in words where they are asked for, and tells a failure apart from them', async () => {
    const { code, stdout } = await runProgram(['call', 'Overview', '--sandbox', '--text']);
    expect(code).toBe(0);
    expect(() => JSON.parse(stdout)).toThrow();
    expect(stdout).toMatch(/hq-gateway/);
    const failed = await runProgram(['call', 'DescribeVpnGateway', '{"VpnGatewayId":"vpn-no"}', '--sandbox', '--text']);
    expect([failed.code, failed.stdout]).toEqual([1, '']);
    expect(failed.stderr).toContain('Next:');
  });

  it('works against the sandbox with nothing set up', async () => {
    const { code, stdout } = await runProgram(['call', 'DescribeRegions', '--sandbox', 'empty']);
    expect([code, JSON.parse(stdout).Regions.length > 0]).toEqual([0, true]);
  });

  it('stays until its page is answered, with nothing else to do and its input at an end', async () => {
    const { env } = await startCloud();
    const args = ['call', 'DeleteVpnConnection', '{"VpnConnectionId":"vco-plant0001"}', '--confirm', 'page'];
    const { ended, stderr } = startProgram(args, { env, input: '' });
    await expect.poll(stderr, { timeout: 10_000 }).toMatch(/url=http\S+/);
    const url = /url=(\S+)/.exec(stderr())?.[1] ?? '';
    const question = /name="question" value="([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? '';
    await fetch(url, { method: 'POST', body: new URLSearchParams({ question, decision: 'refuse' }) });
    expect((await ended).code).toBe(1);
    expect(stderr()).toContain('The human said no');
  });

  it.runIf(canBeSignalled)('is broken off by a signal', async () => {
    const cloud = await startCloud();
    await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms: 15_000 });
    const running = startProgram(['call', 'DescribeRegions'], { env: cloud.env });
    await expect.poll(async () => (await cloud.requests('DescribeRegions')).length, { timeout: 10_000 }).toBe(1);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(1);
  });
});
