import { type Address, readAddress } from './address.ts';
import type { RuleFacts } from './documents.ts';
import { rowsOf, type Source, textOf } from './source.ts';

/** What a client gets for one URI. */
export interface Content {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
}

/** The thing at an address, without secrets; undefined when the cloud does not have it. Rejects as a call does. */
export const readThing = async (
  source: Source,
  { kind, RegionId, id }: Extract<Address, { of: 'thing' }>,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const output = await source(kind.show, { RegionId, [kind.id]: id });
  const thing = kind.fromList ? rowsOf(output, kind.rows).find((row) => textOf(row, kind.id) === id) : output;
  // Some sites answer an unknown ID with an empty body or somebody else's resource: the ID has to be the one asked for.
  return thing && textOf(thing, kind.id) === id ? thing : undefined;
};

/** Reads a URI; undefined when it is not ours or nothing is there. */
export const readResource = async (
  source: Source,
  uri: string,
  rules: readonly RuleFacts[],
): Promise<Content | undefined> => {
  const address = readAddress(uri);
  if (!address) return undefined;
  if (address.of === 'document') {
    // Written from the catalogue, which a start must not load.
    const { documents } = await import('./documents.ts');
    const text = documents.find(({ name }) => name === address.name)?.write(rules);
    return text === undefined ? undefined : { uri, mimeType: 'text/markdown', text };
  }
  const thing = await readThing(source, address);
  return thing && { uri, mimeType: 'application/json', text: JSON.stringify(thing) };
};
