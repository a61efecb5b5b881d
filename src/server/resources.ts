import type { Server, ServerContext } from '@modelcontextprotocol/server';
import { completableOf } from '../prompts/index.ts';
import type { RuleFacts } from '../resources/documents.ts';
import { kinds, templateList, templateOf } from '../resources/kinds.ts';
import { complete, entriesIn, regionIds, toListing } from '../resources/live.ts';
import { readResource } from '../resources/read.ts';
import type { Source } from '../resources/source.ts';
import { viewList } from '../resources/views.ts';
import { capabilitiesOf, showsViews } from './capabilities.ts';
import { notFound } from './protocol-errors.ts';

/** How the resources of one connection reach the cloud and its subscriptions. */
export interface ResourceAccess {
  /** Tool calls in the name of a request, through the guard; they fail as a read of that URI does. */
  readonly sourceFor: (ctx: ServerContext, uri?: string) => Source;
  readonly rules: () => Promise<readonly RuleFacts[]>;
  readonly subscribe: (uri: string) => void;
  readonly unsubscribe: (uri: string) => void;
}

/** Certificates may be hundreds: they have a template, and are not listed. */
const listedKinds = kinds.filter(({ name }) => name !== 'certificate');

/** Written from the catalogue, which a start must not load. */
const documentsListed = async () => (await import('../resources/documents.ts')).documentList.map((one) => ({ ...one }));

/** What the cloud has now; without credentials or a connection, the documents alone are still a list. */
const listing = async (source: Source) => {
  const documents = await documentsListed();
  try {
    const live = await entriesIn(source, await regionIds(source), listedKinds);
    return [...documents, ...live.map(toListing)];
  } catch {
    return documents;
  }
};

const noValues = { completion: { values: [], total: 0, hasMore: false } };

/** Which live things an argument of a prompt, or a variable of a template, can be completed with. */
const wanted = (ref: { readonly type: string; readonly name?: string; readonly uri?: string }, argument: string) => {
  if (ref.type === 'ref/prompt') return completableOf(ref.name ?? '', argument);
  if (argument === 'RegionId') return 'region';
  return kinds.find((kind) => templateOf(kind) === ref.uri && kind.id === argument)?.name;
};

/** Offers gateways, connections, servers and certificates by URI, the documents, completion and subscriptions. */
export const serveResources = (server: Server, access: ResourceAccess): void => {
  server.setRequestHandler('resources/list', async (_request, ctx) => ({
    resources: [
      ...(await listing(access.sourceFor(ctx))),
      ...(showsViews(capabilitiesOf(server, ctx)) ? viewList.map((one) => ({ ...one })) : []),
    ],
  }));
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: templateList.map((one) => ({ ...one })),
  }));
  server.setRequestHandler('resources/read', async ({ params: { uri } }, ctx) => {
    const content = await readResource(access.sourceFor(ctx, uri), uri, access.rules);
    if (!content) throw notFound(uri);
    return { contents: [{ ...content }] };
  });
  server.setRequestHandler('resources/subscribe', ({ params: { uri } }) => {
    access.subscribe(uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    access.unsubscribe(uri);
    return {};
  });
  server.setRequestHandler('completion/complete', async ({ params: { ref, argument, context } }, ctx) => {
    const completable = wanted(ref, argument.name);
    if (completable === undefined) return noValues;
    const region =
      argument.name === 'RegionId' ? undefined : (context?.arguments?.['RegionId'] ?? context?.arguments?.['region']);
    const { values, total, hasMore } = await complete(access.sourceFor(ctx), completable, argument.value, {
      within: region,
      from: context?.arguments?.['from'],
      idsOnly: ref.type === 'ref/resource',
    });
    return { completion: { values: [...values], total, hasMore } };
  });
};
