import { expect, test } from 'vitest';
import { showsViews } from '../../src/server/capabilities.ts';
import { connectClient, partsWith } from '../support/in-process.ts';
import { UI_CAPABILITY } from '../support/view-page.ts';

test.each([
  [undefined, false],
  [{}, false],
  [{ extensions: {} }, false],
  [{ extensions: { 'io.modelcontextprotocol/tasks': {} } }, false],
  [{ extensions: { 'io.modelcontextprotocol/ui': {} } }, true],
  [{ extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html'] } } }, false],
  [{ extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: 'x' } } }, false],
  [UI_CAPABILITY, true],
])('a client that declares %j shows pages: %s', (capabilities, shows) => {
  expect(showsViews(capabilities)).toBe(shows);
});

test.each(['2025', '2026'] as const)('in the era %s a call knows the name of its client', async (era) => {
  const seen: (string | undefined)[] = [];
  const parts = partsWith(async (_name, _args, { caller }) => {
    seen.push(caller.client);
    return { content: [] };
  });
  const client = await connectClient(era, parts);
  await client.callTool({ name: 'Look', arguments: {} });
  expect(seen).toEqual(['test 1.0.0']);
});
