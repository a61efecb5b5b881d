import { Client, ProtocolError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { describe, expect, it, vi } from 'vitest';
import { BadSettings } from '../../src/errors.ts';
import { createServers } from '../../src/server/server.ts';
import { type Reply, toReply } from '../../src/tools/reply/result.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const eras = ['2025', '2026'] as const;

const done = async (): Promise<Reply> => toReply({ Done: true });

const textOf = (result: unknown): string => JSON.stringify(Object(result).content);

describe.each(eras)('in the %s era', (era) => {
  it('tools are listed in order with title, annotations and both schemas', async () => {
    const client = await connectClient(era, partsWith(done));
    const { tools } = await client.listTools();
    expect(tools.map(({ name, title }) => [name, title])).toEqual([
      ['Look', 'Look'],
      ['Remove', 'Remove'],
    ]);
    expect(tools[0]).toMatchObject({ annotations: { readOnlyHint: true }, outputSchema: { type: 'object' } });
  });

  it('an unknown tool is a protocol error that names the nearest one', async () => {
    const client = await connectClient(era, partsWith(done));
    const call = client.callTool({ name: 'Lok', arguments: {} });
    await expect(call).rejects.toThrow(ProtocolError);
    await expect(call).rejects.toMatchObject({ code: -32602, message: expect.stringContaining('did you mean Look?') });
  });

  it('arguments too long or too deep are refused without a call', async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 3_000; level += 1) deep = [deep];
    const run = vi.fn(done);
    const client = await connectClient(era, partsWith(run));
    for (const args of [{ Name: 'x'.repeat(400_000) }, { Name: deep }]) {
      const result = await client.callTool({ name: 'Look', arguments: args });
      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain('- Name');
    }
    expect(run).not.toHaveBeenCalled();
  });

  it('a mistake of this server before the tool is logged with the request, and not told', async () => {
    const log = vi.fn();
    const open = () => Promise.reject(new TypeError('of the inside'));
    const client = await connectClient(era, partsWith(done, { open, log }));
    const result = await client.callTool({ name: 'Look', arguments: {} });
    expect(textOf(result)).toContain('this server made a mistake');
    expect(JSON.stringify(result)).not.toContain('of the inside');
    expect(log).toHaveBeenCalledWith('error', 'internal fault', {
      tool: 'Look',
      requestId: expect.stringMatching(/./),
      error: 'TypeError: of the inside',
    });
  });

  it('a name that every object has is no tool', async () => {
    const client = await connectClient(era, partsWith(done));
    await expect(client.callTool({ name: 'toString', arguments: {} })).rejects.toMatchObject({ code: -32602 });
  });

  it('a tool that the operator leaves out cannot be called, and the answer says so', async () => {
    const client = await connectClient(
      era,
      partsWith(done, { terms: { platform: 'stack', readOnly: true, confirm: 'ask' } }),
    );
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['Look']);
    await expect(client.callTool({ name: 'Remove', arguments: {} })).rejects.toMatchObject({
      message: expect.stringContaining('--read-only'),
    });
  });

  it('settings that do not allow a call are reported as its failure, and the next call tries again', async () => {
    const open = vi.fn(async () => {
      throw new BadSettings('--ca-file', 'the file is not there', 'Correct --ca-file.');
    });
    const client = await connectClient(era, { ...partsWith(done), open });
    for (const _ of [1, 2]) {
      const result = await client.callTool({ name: 'Look', arguments: {} });
      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain('Correct --ca-file.');
    }
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('an abort reaches the call', async () => {
    let reason: unknown;
    const controller = new AbortController();
    const client = await connectClient(
      era,
      partsWith(
        (_name, _args, { signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reason = 'aborted';
              reject(signal.reason);
            });
            controller.abort();
          }),
      ),
    );
    const call = client.callTool({ name: 'Look', arguments: {} }, { signal: controller.signal });
    await expect(call).rejects.toThrow();
    await vi.waitFor(() => expect(reason).toBe('aborted'));
  });
});

it('in the 2026 era a client may keep the list of tools for an hour', async () => {
  const handler = createMcpHandler(createServers(partsWith(done)).create);
  const send = vi.fn((url: URL | string | Request, init?: RequestInit) => handler.fetch(new Request(url, init)));
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch: send }));
  await client.listTools();
  const requests = send.mock.calls.length;
  await client.listTools();
  expect(send.mock.calls.length).toBe(requests);
  await client.close();
});
