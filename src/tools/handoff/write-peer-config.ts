import { z } from 'zod';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { howToTake } from '../../catalogue/schema/secret.ts';
import { WRITERS } from '../../vendors/index.ts';
import { forThePeer, testPlan, warningsOf } from '../peer-config/advice.ts';
import { findConnection } from '../peer-config/find-connection.ts';
import { gatherLink } from '../peer-config/gather-link.ts';
import { makeLink } from '../peer-config/make-link.ts';
import { refuseWeak } from '../peer-config/recommended.ts';
import { writeFiles } from '../peer-config/write-files.ts';
import { defineTool } from '../tool.ts';
import { handedFiles } from './handed-files.ts';

const NAMES = WRITERS.map(({ name }) => name);

const HINTS = {
  'no folder':
    'No file was written: the server has no --secrets-dir. Start it with --secrets-dir DIR and call again, or put the key where <PSK> stands.',
  'remote caller':
    'A server on HTTP without access tokens hands out no files: put the key where <PSK> stands, start it with --tokens-file or --oauth-issuer, or run it on stdio with --secrets-dir.',
} as const;

/** Writes what the other end of a connection has to be configured with. Changes nothing in the cloud. */
export const WritePeerConfig = defineTool({
  name: 'WritePeerConfig',
  toolset: 'handoff',
  description:
    "Write the peer's configuration of an IPsec connection to a file for people, and show it without the key. recommended refuses weak crypto.",
  risk: 'write',
  input: z.strictObject(
    {
      VpnConnectionId: z.string({ error: say }).trim().min(1).max(128).describe('ID or name'),
      Vendor: z.enum(NAMES, { error: say }),
      Style: z.enum(['current', 'recommended'], { error: say }).optional(),
      RegionId: regionId,
    },
    { error: say },
  ),
  output: z.looseObject({
    Connection: z.looseObject({ Id: z.string(), RegionId: z.string() }),
    Files: handedFiles,
    Hint: z.string().optional(),
    Warnings: z.array(z.string()),
    ForThePeer: z.array(z.string()),
    TestPlan: z.array(z.string()),
    SnapshotTime: z.string(),
    Verified: z.string(),
    Sources: z.array(z.string()),
    Texts: z.array(z.looseObject({ Name: z.string(), Text: z.string() })),
  }),
  run: async ({ VpnConnectionId, Vendor, Style = 'current', RegionId }, call, invoke) => {
    const writer = WRITERS.find(({ name }) => name === Vendor);
    if (!writer) throw new Error(`no writer ${Vendor}`);
    const { id, regionId: region, name } = await findConnection(invoke, call, RegionId, VpnConnectionId);
    const link = makeLink(await gatherLink(invoke, call, region, id));
    if (Style === 'recommended') refuseWeak(link);
    const { written, files } = await writeFiles(call, writer, link);
    const { files: place } = call.secrets;
    const hint = place === 'no folder' || place === 'remote caller' ? HINTS[place] : howToTake(files);
    return {
      Connection: { Id: id, Name: name, RegionId: region },
      Files: files.map((file) => ({ ...file })),
      ...(hint !== undefined && { Hint: hint }),
      Warnings: [...warningsOf(link, writer, written)],
      ForThePeer: [...forThePeer(link, written)],
      TestPlan: [...testPlan(link, written)],
      SnapshotTime: link.readAt,
      Verified: writer.verified,
      Sources: [...writer.sources],
      Texts: written.files.map(({ name: Name, text: Text }) => ({ Name, Text })),
    };
  },
});
