import type { Fields } from '../catalogue/action.ts';
import { CloudError } from '../errors.ts';
import { type Address, readAddress } from './address.ts';
import type { RuleFacts } from './documents.ts';
import { rowsOf, type Source, textOf } from './source.ts';
import { viewContent } from './views.ts';

/** What a client gets for one URI. */
export interface Content {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** The resource at an address, without secrets; undefined when the cloud does not have it. Rejects as a call does. */
export const readThing = async (
  source: Source,
  { kind, RegionId, id }: Extract<Address, { of: 'thing' }>,
): Promise<Fields | undefined> => {
  if (!id.startsWith(kind.prefix)) return undefined;
  const output = await source(kind.list, { RegionId, [kind.id]: id });
  // A site that does not know the filter answers with others: the ID has to be the one asked for.
  const found = rowsOf(output, kind.rows).find((row) => textOf(row, kind.id) === id);
  if (found === undefined && typeof output['NotComplete'] === 'string') throw unread(kind.list, output['NotComplete']);
  return found;
};

/** A list that is not whole does not show that something is gone. */
const unread = (list: string, why: string): CloudError =>
  new CloudError(
    { Code: 'UnreadList', HttpStatus: 200, Retryable: true, OutcomeKnown: true },
    `${list} was answered with a list that cannot be believed: ${why}`,
    'Read it again later; if that goes on, the gateway between this server and the cloud changes its replies.',
  );

/** Reads a URI; undefined when it is not ours or nothing is there. Only a document asks for the rules. */
export const readResource = async (
  source: Source,
  uri: string,
  rules: () => Promise<readonly RuleFacts[]>,
): Promise<Content | undefined> => {
  const address = readAddress(uri);
  if (!address) return undefined;
  if (address.of === 'document') {
    // Written from the catalogue, which a start must not load.
    const { documents } = await import('./documents.ts');
    const document = documents.find(({ name }) => name === address.name);
    return document && { uri, mimeType: 'text/markdown', text: document.write(await rules()) };
  }
  if (address.of === 'view') {
    const { viewPages } = await import('./view-pages.ts');
    const page = viewPages[address.name];
    return page === undefined ? undefined : viewContent(uri, page);
  }
  const thing = await readThing(source, address);
  return thing && { uri, mimeType: 'application/json', text: JSON.stringify(thing) };
};
