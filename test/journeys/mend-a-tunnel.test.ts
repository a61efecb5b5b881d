import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tunnelVerdict } from '../../src/sandbox/tunnels/state.ts';
import type { Human } from '../support/agent.ts';
import { startWorld } from '../support/world.ts';

// The warehouse is down since its router was replaced: the new one speaks group14 in phase 1, the connection group2.
const causes = z.array(
  z.looseObject({
    Id: z.string(),
    Fix: z.looseObject({ Tool: z.string(), Arguments: z.record(z.string(), z.unknown()) }).optional(),
  }),
);

/** Reads the plan and says yes, whether a word is to be typed or a box to be ticked. */
const agreeing =
  (seen: string[]): Human =>
  async ({ message, requestedSchema }) => {
    seen.push(message);
    const [[field, schema] = ['', {}]] = Object.entries(requestedSchema.properties ?? {});
    return { action: 'accept', content: { [field]: Object(schema).type === 'boolean' ? true : 'warehouse' } };
  };

describe('a broken tunnel', () => {
  it('is found by DiagnoseTunnel from what the router logs, and mended by its Fix after one yes', async () => {
    const seen: string[] = [];
    const { agent, sandbox, requests } = await startWorld({ human: agreeing(seen) });
    const warehouse = sandbox.world.data.connections.find(({ Name }) => Name === 'warehouse');
    const log = warehouse && tunnelVerdict(sandbox.world, warehouse)?.log.peer.join('\n');

    const asked = { VpnConnectionId: 'warehouse', Log: log };
    const [first] = causes.parse((await agent.call('DiagnoseTunnel', asked)).data['Causes']);
    expect(first?.Id).toBe('ike-proposal-mismatch');
    expect(first?.Fix?.Arguments['IkeConfig']).toMatchObject({ IkePfs: 'group14' });

    const { isError } = await agent.call(first?.Fix?.Tool ?? '', first?.Fix?.Arguments);
    expect(isError).toBe(false);
    expect(seen).toHaveLength(1);
    expect(await requests('ModifyVpnConnectionAttribute')).toHaveLength(1);

    const waited = await agent.call('WaitForStatus', { Id: 'vco-wh0001', TimeoutSeconds: 10 });
    expect(waited.data['Outcome']).toBe('done');
    expect((await agent.call('DiagnoseTunnel', { VpnConnectionId: 'warehouse' })).data['Causes']).toEqual([]);
  });
});
