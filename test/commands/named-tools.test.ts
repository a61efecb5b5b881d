import { expect, it } from 'vitest';
import { refuseUnknownTools } from '../../src/commands/named-tools.ts';
import { runProgram } from '../support/process.ts';

it('tools that there are pass, and none named', () => {
  expect(() => refuseUnknownTools({ tools: ['Overview', 'DescribeVpnConnections'] })).not.toThrow();
  expect(() => refuseUnknownTools({ tools: undefined })).not.toThrow();
});

it.each([[['tools']], [[]], [['doctor']], [['call', 'Overview', '{}']]])(
  'a tool that there is not stops %j at its start, with the likely one',
  async (words) => {
    const { code, stderr } = await runProgram([...words, '--tools', 'Overview,DescribeVpnConection']);
    expect(code).toBe(2);
    expect(stderr).toContain('--tools names "DescribeVpnConection", and there is no such tool');
    expect(stderr).toContain('Did you mean DescribeVpnConnection');
  },
);

it('only the tools that are named are there', async () => {
  const { stdout } = await runProgram(['tools', '--json', '--tools', 'Overview,DescribeVpnConnections']);
  const { tools } = JSON.parse(stdout);
  expect(tools.map(({ name }: { name: string }) => name)).toEqual(['DescribeVpnConnections', 'Overview']);
});
