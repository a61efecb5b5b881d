import { describe, expect, it } from 'vitest';
import { runProgram } from '../support/process.ts';

describe('tools', () => {
  it('tells every tool with its risk and size, and the sum', async () => {
    const { code, stdout, stderr } = await runProgram(['tools']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/DescribeVpnGateways +read +\d+ {2}List/);
    expect(stdout).toMatch(/\d+ tools, \d+ tokens/);
    expect(stdout).not.toContain('\u001b');
  });

  it('tells as JSON what the settings leave on offer', async () => {
    const { stdout } = await runProgram(['tools', '--json', '--read-only', '--toolsets', 'ssl']);
    const { tokens, tools } = JSON.parse(stdout);
    expect(tools.map(({ name }: { name: string }) => name)).toContain('DescribeSslVpnServers');
    expect(new Set(tools.map(({ risk, toolset }: Record<string, string>) => `${risk} ${toolset}`))).toEqual(
      new Set(['read ssl']),
    );
    expect(tokens).toBe(tools.reduce((sum: number, tool: { tokens: number }) => sum + tool.tokens, 0));
    expect(tokens).toBeGreaterThan(100);
  });
});
