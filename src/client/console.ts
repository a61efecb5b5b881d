import { type Fields, isFields } from '../catalogue/action.ts';
import { CloudError } from '../errors.ts';
import type { Signer } from './credentials/identity.ts';
import { type CallControl, type DeliveryContext, deliver } from './deliver.ts';
import { safeText } from './error-messages.ts';
import type { ClientOptions } from './options.ts';
import { composeAsapi } from './wire/asapi.ts';
import { consoleEndpoint } from './wire/endpoint.ts';
import { composeRoa } from './wire/roa.ts';
import type { Parameters } from './wire/sign.ts';
import { stampFor, type WireRequest } from './wire/wire-request.ts';

/** One organization, or one resource set with the organization that it belongs to. Texts are safe to show, and one line. */
export interface ConsoleRow {
  /** What `--organization` or `--resource-group` wants. */
  readonly id: string;
  readonly name: string;
  readonly organization?: string;
}

/** What a key may see. `isWhole`: false where the list was cut, here or by the console. */
export interface ConsoleList {
  readonly rows: readonly ConsoleRow[];
  readonly isWhole: boolean;
}

/** What the console of an Apsara Stack (ASCM) lists for the key that asks. Both reject with a `KnownProblem` or an abort. */
export interface Console {
  readonly organizations: (control: CallControl) => Promise<ConsoleList>;
  readonly resourceSets: (control: CallControl) => Promise<ConsoleList>;
}

// Guide 1.2 names the two operations and no more; product, version, paths and fields are those of the official Terraform
// provider (getResourceCredentials, data source of organizations), which calls them before it knows an organization.
const PRODUCT = 'ascm';
const VERSION = '2019-05-10';
const paths = {
  GetOrganizationList: '/ascm/auth/organization/queryList',
  ListResourceGroup: '/ascm/auth/resource_group/list_resource_group',
} as const;
type Operation = keyof typeof paths;

/** More rows than that nobody reads on a screen. */
const MOST_ROWS = 1000;
const LONGEST_NAME = 80;

interface Context {
  readonly options: ClientOptions;
  readonly delivery: DeliveryContext;
  readonly signer: () => Promise<Signer>;
}

/** The console behind the gateway of these options. Opens and reads nothing by itself. */
export const openConsole = (context: Context): Console => ({
  organizations: async (control) =>
    listOf(await ask('GetOrganizationList', {}, context, control), organizationOf, context),
  resourceSets: async (control) => {
    const paging = { pageNumber: '1', pageSize: String(MOST_ROWS) };
    return listOf(await ask('ListResourceGroup', paging, context, control), resourceSetOf, context);
  },
});

const ask = async (
  action: Operation,
  parameters: Parameters,
  { options, delivery, signer }: Context,
  control: CallControl,
): Promise<Fields> => {
  const { session, region: regionOfKey } = await signer();
  const region = options.region ?? regionOfKey;
  const isAsapi = options.gateway === 'asapi';
  const endpoint = consoleEndpoint(options, region, paths[action]);
  const wireRequest: WireRequest = {
    action,
    product: PRODUCT,
    version: VERSION,
    endpoint,
    region,
    target: undefined,
    parameters,
  };
  // What is asked is which organizations there are: one that is named, perhaps wrongly, must not narrow the answer.
  const unnamed = { ...options, organization: undefined, resourceGroup: undefined, format: 'JSON' as const };
  const sign = async () => {
    const keys = await session.keys(control.signal);
    const compose = isAsapi ? composeAsapi : composeRoa;
    return { keys, ...compose(wireRequest, stampFor(keys, delivery.timing.cloudNow()), unnamed) };
  };
  const logicalCall = { wireRequest, risk: 'read', hasToken: true, sign, expireKeys: session.expire } as const;
  const outcome = await deliver(logicalCall, delivery, control);
  if (outcome.kind === 'failed') throw outcome.problem;
  if (!Array.isArray(outcome.body['data'])) throw noList(action);
  return outcome.body;
};

const noList = (action: Operation): CloudError =>
  new CloudError(
    { Code: 'EmptyReply', HttpStatus: 200, Retryable: false, OutcomeKnown: true },
    `${action} was answered without a list`,
    'Look the IDs up in the ASCM console.',
  );

/** IDs are numbers on every site that is known; a word is let through, other text is none. */
const idOf = (value: unknown): string | undefined =>
  (typeof value === 'number' || typeof value === 'string') && /^[\w-]{1,64}$/.test(String(value))
    ? String(value)
    : undefined;

type ReadRow = (row: Fields, nameOf: (value: unknown) => string) => ConsoleRow | undefined;

const organizationOf: ReadRow = (row, nameOf) => {
  const id = idOf(row['id']);
  return id === undefined ? undefined : { id, name: nameOf(row['name']) };
};

const resourceSetOf: ReadRow = (row, nameOf) => {
  const [id, organization] = [idOf(row['id']), idOf(row['organizationID'] ?? row['organizationId'])];
  return id === undefined
    ? undefined
    : { id, name: nameOf(row['resourceGroupName']), ...(organization && { organization }) };
};

const totalOf = ({ pageInfo }: Fields): number => Number((isFields(pageInfo) && pageInfo['total']) || 0);

const listOf = (body: Fields, read: ReadRow, { delivery }: Context): ConsoleList => {
  const data: readonly unknown[] = Array.isArray(body['data']) ? body['data'] : [];
  const nameOf = (value: unknown): string =>
    typeof value === 'string' ? safeText(delivery.redact(value), [], LONGEST_NAME) : '';
  const rows = data.slice(0, MOST_ROWS).flatMap((row) => (isFields(row) ? (read(row, nameOf) ?? []) : []));
  return { rows, isWhole: rows.length === data.length && totalOf(body) <= rows.length };
};
