import { describe, expect, it, vi } from 'vitest';
import { type Reply, toReply } from '../../src/tools/reply/result.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const eras = ['2025', '2026'] as const;

const done = async (): Promise<Reply> => toReply({ Done: true });

describe.each(eras)('in the %s era', (era) => {
  it('the server says who it is and how it is used', async () => {
    const client = await connectClient(era, partsWith(done));
    expect([client.getServerVersion()?.version, client.getInstructions()]).toEqual(['1.2.3', 'be kind']);
  });

  it('listing tools opens nothing', async () => {
    const open = vi.fn();
    const client = await connectClient(era, { ...partsWith(done), open });
    await client.listTools();
    expect(open).not.toHaveBeenCalled();
  });
});
