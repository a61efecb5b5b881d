import type { Session } from '../state/tokens.ts';
import type { AccessKey, World } from '../state/world.ts';

/** A request's business parameters, as flat strings: exactly what was signed. */
export type Parameters = Readonly<Record<string, string>>;

/** Who calls, after signature, token and organization were found good. */
export interface Caller {
  readonly accountId: string;
  /** Set when the request named one: only its resources (and those of nobody) exist for this caller. */
  readonly organizationId?: string;
  readonly resourceGroupId?: string;
  /** The key that signed: an account's, or one from AssumeRole. */
  readonly key: AccessKey | Session;
}

export interface Request {
  readonly action: string;
  /** The parameter RegionId, else the header x-acs-regionid, else the world's default. */
  readonly regionId: string;
  readonly input: Parameters;
  readonly caller: Caller;
}

/**
 * A reply as POP sends it when it behaves: lists as `{ XS: { X: [] } }`, numbers and booleans as such, no RequestId
 * (the gateway adds it). The gateway makes XML and the guide's quirks from this.
 */
export type Reply = Readonly<Record<string, unknown>>;

/** Throws a Refusal when the text is not a value of this kind; `name` is the parameter's. */
export type Kind = (text: string, name: string) => void;

/** One row of a parameter table. */
export interface Row {
  readonly required: boolean;
  readonly kind: Kind;
  readonly parts?: Parts;
}

/** Rows by the names of their parameters. */
export type Table = Readonly<Record<string, Row>>;

/** How a parameter travels that is not one text: `Name.1` of a list, `Name.Member` of a structure, `Name.1.Member` of both. */
export interface Parts {
  /** How many items a list may have; absent = one structure. */
  readonly most?: number;
  /** The members of a structure; absent = plain values, which the row's kind checks. */
  readonly rows?: Table;
}

/** A documented parameter that must be there; absence or emptiness is answered with `Missing<Name>`. */
export const must = (kind: Kind): Row => ({ required: true, kind });

/** A documented parameter that may be left out. */
export const may = (kind: Kind): Row => ({ required: false, kind });

/** A list that may be left out: of plain values of one kind, or of structures with these members. */
export const listOf = (of: Kind | Table, most: number): Row =>
  typeof of === 'function' ? { ...may(of), parts: { most } } : { ...may(anything), parts: { most, rows: of } };

/** One structure that may be left out. */
export const structure = (rows: Table): Row => ({ ...may(anything), parts: { rows } });

/** The members of a structure are checked, not its own text, which it has none of. */
const anything: Kind = () => {};

/** What the sandbox does for one action. `takes` is the guide's parameter table; unlisted parameters are ignored. */
export interface Handler {
  /** A write is remembered under its ClientToken. */
  readonly effect: 'read' | 'write';
  readonly takes: Table;
  /** How a dry run that found nothing wrong is answered; absent = refused with a code that says so. */
  readonly dryRun?: 'request-id';
  readonly run: (request: Request, world: World) => Reply | Promise<Reply>;
}

/**
 * Every action of the guide, read for a second time: the catalogue has a list of its own, of which this one knows nothing.
 * The registry needs a handler for each of them.
 */
export type ActionName =
  | 'CreateVpnGateway'
  | 'ModifyVpnGatewayAttribute'
  | 'DescribeVpnGateways'
  | 'DescribeVpnGateway'
  | 'DeleteVpnGateway'
  | 'DescribeRegions'
  | 'CreateCustomerGateway'
  | 'ModifyCustomerGatewayAttribute'
  | 'DescribeCustomerGateways'
  | 'DescribeCustomerGateway'
  | 'DeleteCustomerGateway'
  | 'CreateVpnRouteEntry'
  | 'ModifyVpnRouteEntryWeight'
  | 'DeleteVpnRouteEntry'
  | 'DescribeVpnRouteEntries'
  | 'PublishVpnRouteEntry'
  | 'CreateVpnPbrRouteEntry'
  | 'ModifyVpnPbrRouteEntryWeight'
  | 'DeleteVpnPbrRouteEntry'
  | 'DescribeVpnPbrRouteEntries'
  | 'CreateVpnConnection'
  | 'ModifyVpnConnectionAttribute'
  | 'DescribeVpnConnections'
  | 'DescribeVpnConnection'
  | 'DownloadVpnConnectionConfig'
  | 'DeleteVpnConnection'
  | 'CreateSslVpnServer'
  | 'ModifySslVpnServer'
  | 'DescribeSslVpnServers'
  | 'DescribeVpnSslServerLogs'
  | 'DeleteSslVpnServer'
  | 'CreateSslVpnClientCert'
  | 'ModifySslVpnClientCert'
  | 'DescribeSslVpnClientCerts'
  | 'DescribeSslVpnClientCert'
  | 'DeleteSslVpnClientCert'
  | 'AssumeRole';

/** The handlers of one family of actions; what is not an action of the guide does not compile. */
export type Handlers = Readonly<Partial<Record<ActionName, Handler>>>;
