import { describe, expect, it } from 'vitest';
import type { BaseCall } from '../../src/guard/guard.ts';
import { toReply } from '../../src/tools/reply/result.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const eras = ['2025', '2026'] as const;

describe.each(eras)('in the %s era', (era) => {
  it('the pipeline knows who calls', async () => {
    const seen: BaseCall[] = [];
    const client = await connectClient(
      era,
      partsWith(async (_name, _args, base) => {
        seen.push(base);
        return toReply({});
      }),
    );
    await client.callTool({ name: 'Look', arguments: {} });
    expect(seen[0]?.caller).toMatchObject({ client: 'test 1.0.0', session: 'test', transport: 'stdio' });
  });

  it('only a client that receives progress may be kept waiting', async () => {
    const holds: (number | undefined)[] = [];
    const client = await connectClient(
      era,
      partsWith(async (_name, _args, base) => {
        holds.push(base.holdMs);
        return toReply({});
      }),
    );
    await client.callTool({ name: 'Look', arguments: {} });
    await client.callTool({ name: 'Look', arguments: {} }, { onprogress: () => {} });
    expect(holds).toEqual([40_000, undefined]);
  });
});
