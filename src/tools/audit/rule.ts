import type { Secrets } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { Connection, CustomerGateway, Gateway, Inventory, RegionInventory } from '../inventory/inventory.ts';

/** Worst first; the order in which findings are told. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule may look at: one region's resources, all regions, the hour, and keys by their handles only. */
export interface RuleContext {
  readonly region: RegionInventory;
  readonly estate: Inventory;
  readonly nowMs: number;
  /** The older build of the guide takes md5 and sha1 only; the newer one also SHA-2. */
  readonly platform: Platform;
  readonly secrets: Pick<Secrets, 'judge' | 'equal'>;
}

export type Platform = 'apsara' | 'public';

export interface Subject {
  readonly RegionId: string;
  readonly Id: string;
  readonly Name?: string | undefined;
}

/** A call that is ready to be made, as the agent would make it. */
export interface Fix {
  readonly Tool: string;
  readonly Arguments: Readonly<Record<string, unknown>>;
}

/** One place where a rule is broken. `best` is told where the platform cannot reach `expected`. */
export interface Violation {
  readonly subject: Subject;
  readonly observed: string;
  readonly expected: string;
  readonly best?: string;
  readonly severity?: Severity;
  /** Ready arguments for the tool that mends it, where the mend is ours. */
  readonly fix?: Fix;
  /** Below 1 where the fields allow another reading. */
  readonly confidence?: number;
}

/** One rule of good practice. `id` is a promise to suppressions and to SARIF readers: it never changes. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: LocalizedText;
  /** What to do about it, for a person. */
  readonly fix: LocalizedText;
  /** A standard, a platform rule, or practice. */
  readonly reference: string;
  /** Whether the far end has to change in the same window. */
  readonly peer: boolean;
  readonly check: (scene: RuleContext) => readonly Violation[];
}

export const subjectOf = (region: RegionInventory, id: string | undefined, name: string | undefined): Subject => ({
  RegionId: region.RegionId,
  Id: id ?? '(no ID)',
  Name: name,
});

type Told = Omit<Violation, 'subject'>;

/** A rule that looks at one connection at a time. */
export const eachConnection =
  (look: (connection: Connection, scene: RuleContext) => Told | undefined): Rule['check'] =>
  (scene) =>
    scene.region.connections.flatMap((connection) => {
      const told = look(connection, scene);
      return told ? [{ ...told, subject: subjectOf(scene.region, connection.VpnConnectionId, connection.Name) }] : [];
    });

/** A rule that looks at one gateway at a time. */
export const eachGateway =
  (look: (gateway: Gateway, scene: RuleContext) => Told | undefined): Rule['check'] =>
  (scene) =>
    scene.region.gateways.flatMap((gateway) => {
      const told = look(gateway, scene);
      return told ? [{ ...told, subject: subjectOf(scene.region, gateway.VpnGatewayId, gateway.Name) }] : [];
    });

/** A rule that looks at one customer gateway at a time. */
export const eachCustomerGateway =
  (look: (customer: CustomerGateway, scene: RuleContext) => Told | undefined): Rule['check'] =>
  (scene) =>
    scene.region.customerGateways.flatMap((customer) => {
      const told = look(customer, scene);
      return told ? [{ ...told, subject: subjectOf(scene.region, customer.CustomerGatewayId, customer.Name) }] : [];
    });
