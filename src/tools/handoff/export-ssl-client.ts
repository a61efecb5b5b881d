import { z } from 'zod';
import type { Language } from '../../catalogue/message.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { howToTake } from '../../catalogue/schema/secret.ts';
import { Refused } from '../../errors.ts';
import { defineTool } from '../tool.ts';
import { handedFiles } from './handed-files.ts';
import { clientsFor } from './ssl-clients.ts';
import { writeClientFiles } from './ssl-files.ts';
import { gatherSslClient } from './ssl-gather.ts';
import { writeProfile } from './ssl-profile.ts';
import { stepsFor } from './ssl-user-steps.ts';
import { warningsOf } from './ssl-warnings.ts';

const hints: Readonly<Record<Language, string>> = {
  en: `No file was written: the server has no --secrets-dir. Start it with --secrets-dir DIR and call again; or put the private key of the certificate, which the console hands out, into the profile where it says so.`,
  zh: `未写入文件：服务器未设置 --secrets-dir。请以 --secrets-dir DIR 启动后重新调用；或把控制台提供的证书私钥填入配置中标明的位置。`,
};

const refuseRemote = (): never => {
  throw new Refused(
    'refused',
    'A server on HTTP without access tokens hands out no files, and a private key goes into no reply.',
    'Start it with --tokens-file or --oauth-issuer: a page then hands the file out. Or download the certificate in the console, or run the server on stdio with --secrets-dir and call ExportSslClient there.',
  );
};

/** Hands out one client of an SSL-VPN server as a file that connects. Changes nothing in the cloud. */
export const ExportSslClient = defineTool({
  name: 'ExportSslClient',
  toolset: 'handoff',
  description: "Write a person's SSL-VPN client to one .ovpn file for people, with what to tell them.",
  risk: 'write',
  input: z.strictObject(
    {
      SslVpnClientCertId: z.string({ error: say }).min(1).max(128).describe('ID or name'),
      RegionId: regionId,
      Language: z.enum(['en', 'zh']).optional(),
    },
    { error: say },
  ),
  output: z.looseObject({
    Certificate: z.looseObject({ Id: z.string(), Name: z.string() }),
    Files: handedFiles,
    Hint: z.string().optional(),
    Warnings: z.array(z.string()),
    ForTheUser: z.array(z.string()),
    Clients: z.array(z.looseObject({ Client: z.string(), Basis: z.string() })),
    Profile: z.string(),
  }),
  run: async ({ SslVpnClientCertId: asked, RegionId, Language: given }, call, invoke) => {
    if (call.secrets.files === 'remote caller') refuseRemote();
    const language = given ?? call.language ?? 'en';
    const client = await gatherSslClient(invoke, call, { asked, near: RegionId });
    const { certificateId, certificate, key } = client;
    const isKeyOwn = key && call.secrets.isKeyOf(key, certificate);
    const steps = stepsFor(client, `${certificateId}.ovpn`, language);
    const hasPlace = call.secrets.files !== 'no folder';
    const files = hasPlace ? await writeClientFiles(call, client, steps, language) : [];
    const hint = hasPlace ? howToTake(files) : hints[language];
    return {
      Certificate: { Id: certificateId, Name: client.name, Server: client.endpoint.serverId },
      Files: files,
      ...(hint !== undefined && { Hint: hint }),
      Warnings: warningsOf(client, isKeyOwn, Date.now(), language),
      ForTheUser: steps,
      Clients: clientsFor(client.endpoint, language),
      Profile: writeProfile({ ...client, key: undefined }),
    };
  },
});
