import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { program, surroundings } from '../support/agent.ts';
import { serverEnvironment } from '../support/world.ts';

const eras = ['2025-11-25', '2026-07-28'] as const;

/** A client of the given era on the built server, with the office behind it. */
const connect = async (era: (typeof eras)[number]): Promise<Client> => {
  const sandbox = await startSandbox();
  const mode = era === '2026-07-28' ? { pin: era } : ('legacy' as const);
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  const env = { ...surroundings, ...serverEnvironment(sandbox, '/nonexistent') };
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [program], env, stderr: 'ignore' }));
  onTestFinished(async () => {
    await client.close();
    await sandbox.close();
  });
  return client;
};

describe.each(eras)('prompts in the era %s', (era) => {
  it('are listed, written and completed from live data', async () => {
    const client = await connect(era);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain('troubleshoot-tunnel');
    const written = await client.getPrompt({ name: 'troubleshoot-tunnel', arguments: { connection: 'warehouse' } });
    expect(JSON.stringify(written.messages)).toContain('warehouse');
    const ref = { type: 'ref/prompt' as const, name: 'troubleshoot-tunnel' };
    const { completion } = await client.complete({ ref, argument: { name: 'connection', value: 'ware' } });
    expect(completion.values).toEqual(['warehouse']);
  });

  it('mask the keys in what a person pastes', async () => {
    const client = await connect(era);
    const pasted = 'crypto isakmp key FAKE-pasted-1 address 203.0.113.10\n secret = "FAKE-pasted-2"\n';
    const args = {
      connection: 'warehouse',
      log: pasted,
      peer_config: `${'# a long configuration\n'.repeat(20)}${pasted}`,
    };
    const written = await client.getPrompt({ name: 'troubleshoot-tunnel', arguments: args });
    const summary = JSON.stringify(written.messages);
    expect(summary).toContain('crypto isakmp key [secret:');
    expect(summary).not.toContain('FAKE-pasted');
  });

  it('tell what is missing', async () => {
    const client = await connect(era);
    await expect(client.getPrompt({ name: 'fail-over', arguments: {} })).rejects.toThrow(/from is required/);
    await expect(client.getPrompt({ name: 'nothing', arguments: {} })).rejects.toThrow(
      /known ones: troubleshoot-tunnel/,
    );
  });
});
