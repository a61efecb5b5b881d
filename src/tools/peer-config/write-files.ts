import type { Call, SecretFile } from '../../catalogue/invoke.ts';
import type { PeerLink, PeerTunnel } from '../../vendors/handoff/link.ts';
import type { KeyPlaces, Writer, Written } from '../../vendors/handoff/writer.ts';

/** A configuration in text, with what was written to files. */
export interface Handed {
  readonly written: Written;
  readonly files: readonly (SecretFile & { readonly HoldsSecret: boolean })[];
}

/** One word for one key: two tunnels may have the same one. */
const wordsFor = ({ tunnels }: PeerLink, { key, order }: PeerTunnel): string => {
  const isOne = new Set(tunnels.map((one) => one.key)).size === 1;
  return isOne && key !== undefined ? '<PSK>' : tunnels.length === 1 ? '<PSK>' : `<PSK-${order}>`;
};

/** Words in place of all keys: for text that anybody may see. */
const inWords = (link: PeerLink): KeyPlaces => ({
  key: (tunnel, { inText }) => inText(wordsFor(link, tunnel)),
  head: [],
});

/** Places that the guard fills, and words where the cloud does not show a key. */
const inPlaces = (link: PeerLink): KeyPlaces => {
  const [key] = link.tunnels.flatMap((tunnel) => tunnel.key ?? []);
  return {
    key: (tunnel, { encoding, inFile, inText }) =>
      tunnel.key === undefined ? inText(wordsFor(link, tunnel)) : inFile(`{{${tunnel.key}|${encoding}}}`),
    head: key === undefined ? [] : [`So that this file's checksum says nothing of the key: {{${key}|salt}}`],
  };
};

/** Writes the configuration: keys go into files below the operator's folder, or on pages, and nowhere else. */
export const writeFiles = async (call: Call, writer: Writer, link: PeerLink): Promise<Handed> => {
  const written = writer.write(link, inWords(link));
  const { files: place } = call.secrets;
  if (place === 'no folder' || place === 'remote caller') return { written, files: [] };
  const files: Handed['files'][number][] = [];
  // What has no secret in it stands in the reply, and needs no page.
  for (const { name, text } of writer.write(link, inPlaces(link)).files)
    if (place === 'written' || text.includes('{{'))
      files.push({ ...(await call.secrets.write(name, text)), HoldsSecret: text.includes('{{') });
  return { written, files };
};
