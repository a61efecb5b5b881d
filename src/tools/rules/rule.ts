import type { Fields } from '../../catalogue/action.ts';
import type { Secrets } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { Resource } from '../../catalogue/resource.ts';
import type { Connection, CustomerGateway, Gateway, Inventory, RegionInventory } from '../inventory/inventory.ts';

/** Worst first; the order in which findings are listed. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The kinds of resources that rules are about, each with the reads that list them. */
export const READS = {
  'vpn-gateway': ['DescribeVpnGateways'],
  'customer-gateway': ['DescribeCustomerGateways'],
  connection: ['DescribeVpnConnections'],
  route: ['DescribeVpnGateways', 'DescribeVpnRouteEntries', 'DescribeVpnPbrRouteEntries'],
  'ssl-server': ['DescribeSslVpnServers'],
  'client-certificate': ['DescribeSslVpnClientCerts'],
} as const satisfies Partial<Record<Resource, readonly string[]>>;

export type Subjects = keyof typeof READS;

/** What a rule may read: one region's resources, all regions, the time, and keys by their handles only. */
export interface RuleContext {
  readonly region: RegionInventory;
  readonly inventory: Inventory;
  readonly nowMs: number;
  /** Whether the cloud takes SHA-2; the older build of the guide has md5 and sha1 only. */
  readonly hasSha2: boolean;
  readonly secrets: Pick<Secrets, 'judge' | 'equal'>;
}

export interface Subject {
  readonly RegionId: string;
  readonly Id: string;
  readonly Name?: string | undefined;
  /** Which tunnel, where a connection has a list of them. */
  readonly TunnelId?: string;
  readonly Role?: string;
}

/** A call that is ready to be made, as the agent would make it. */
export interface Fix {
  readonly Tool: string;
  readonly Arguments: Fields;
}

/** One resource that breaks a rule. `best` is given where the platform cannot reach `expected`. */
export interface Violation {
  readonly subject: Subject;
  readonly observed: string;
  readonly expected: string;
  readonly best?: string;
  readonly severity?: Severity;
  /** Ready arguments for the tool that mends it, where the cloud's side can. */
  readonly fix?: Fix;
  /** Where it is mended, if no tool here does; beside the rule's own advice. */
  readonly elsewhere?: LocalizedText;
  /** Below 1 where the fields allow another reading. */
  readonly confidence?: number;
}

/** One rule of good practice. `id` is a promise to suppressions and to SARIF readers: it never changes. */
export interface Rule {
  readonly id: string;
  /** The kind of resource that it finds fault with. */
  readonly on: Subjects;
  /** Other kinds that it has to know: where their lists were not read, finding nothing means nothing. */
  readonly also?: readonly Subjects[];
  /** Whether the replies held what it looks at, where they may not: finding nothing means nothing otherwise. */
  readonly isShown?: (inventory: Inventory) => boolean;
  /** The worst that it finds, unless a finding says otherwise. */
  readonly severity: Severity;
  readonly title: LocalizedText;
  /** What to do about it, for a person. */
  readonly fix: LocalizedText;
  /** A standard, a platform rule, or practice. */
  readonly reference: string;
  /** Whether the peer has to change in the same window. */
  readonly peer: boolean;
  readonly check: (context: RuleContext) => readonly Violation[];
}

export const subjectOf = (region: RegionInventory, id: string | undefined, name: string | undefined): Subject => ({
  RegionId: region.RegionId,
  Id: id ?? '(no ID)',
  Name: name,
});

/** What a rule sees at one resource; which resource it was is added by `each`. */
export type Observation = Omit<Violation, 'subject'>;

/** A rule that checks the resources of one kind one by one. */
export const each =
  <T>(
    resourcesOf: (context: RuleContext) => readonly T[],
    subject: (resource: T, region: RegionInventory) => Subject,
  ) =>
  (check: (resource: T, context: RuleContext) => Observation | undefined): Rule['check'] =>
  (context) =>
    resourcesOf(context).flatMap((resource) => {
      const observation = check(resource, context);
      return observation ? [{ ...observation, subject: subject(resource, context.region) }] : [];
    });

export const eachConnection = each(
  ({ region }) => region.connections,
  ({ VpnConnectionId, Name }: Connection, region) => subjectOf(region, VpnConnectionId, Name),
);

export const eachGateway = each(
  ({ region }) => region.gateways,
  ({ VpnGatewayId, Name }: Gateway, region) => subjectOf(region, VpnGatewayId, Name),
);

export const eachCustomerGateway = each(
  ({ region }) => region.customerGateways,
  ({ CustomerGatewayId, Name }: CustomerGateway, region) => subjectOf(region, CustomerGatewayId, Name),
);
