import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Platform } from './platform.ts';
import type {
  AccessKey,
  BgpRoute,
  CertificateAssociation,
  ConnectionRoute,
  CustomerGateway,
  DestinationRoute,
  Device,
  Diagnosis,
  Order,
  Organization,
  PolicyRoute,
  Region,
  RouteTable,
  SslLogLine,
  SslSession,
  SslVpnClientCert,
  SslVpnServer,
  Vpc,
  VpcRoute,
  VpnConnection,
  VpnGateway,
  VSwitch,
} from './resources.ts';
import type { Session } from './tokens.ts';

export type * from './resources.ts';

/** All state of a world, ready to run: times already shifted to now, switches filled in. Plain data, so JSON. */
export interface WorldData {
  /** World time at loading, ISO 8601. */
  clock: string;
  default_region: string;
  regions: Region[];
  gateways: VpnGateway[];
  customer_gateways: CustomerGateway[];
  connections: VpnConnection[];
  /** Devices that wait for a connection to a customer gateway with their address. */
  devices: (Device & { Address: string })[];
  routes_dbr: DestinationRoute[];
  routes_pbr: PolicyRoute[];
  ssl_servers: SslVpnServer[];
  ssl_certs: SslVpnClientCert[];
  ssl_logs: SslLogLine[];
  ssl_sessions: SslSession[];
  routes_bgp: BgpRoute[];
  routes_vco: ConnectionRoute[];
  vpcs: Vpc[];
  vswitches: VSwitch[];
  route_tables: RouteTable[];
  vpc_routes: VpcRoute[];
  diagnoses: Diagnosis[];
  orders: Order[];
  certificate_associations: CertificateAssociation[];
  organizations: Organization[];
  access_keys: AccessKey[];
  platform: Platform;
  /** Strings that must never reach a model; for checks, not used by the sandbox. */
  secrets: string[];
}

/** How long something stays in a status: until a moment of `clock.elapsed()`, or for a number of requests naming it. */
interface Stage {
  status: string;
  untilMs?: number;
  polls?: number;
}

/** How long things take, in milliseconds, at each pace. */
const paces = {
  instant: { init: 0, provisioning: 0, updating: 0, deleting: 0 },
  quick: { init: 300, provisioning: 900, updating: 300, deleting: 300 },
  real: { init: 20_000, provisioning: 100_000, updating: 15_000, deleting: 300_000 },
} as const;

type Phase = keyof typeof paces.quick;

/** The state that handlers read and change. Lists are plain arrays under `data`, in the order of a world file. */
export class World {
  data: WorldData;
  readonly clock: Clock;
  /** Keys given out by AssumeRole, expired ones too. */
  sessions: Session[] = [];
  /** What each gateway still has to go through; empty = settled. */
  readonly #stages = new Map<string, Stage[]>();

  constructor(data: WorldData, clock: Clock) {
    this.data = data;
    this.clock = clock;
    this.replace(data);
  }

  get platform(): Platform {
    return this.data.platform;
  }

  /** Starts over with another world (or the same one afresh). */
  replace(data: WorldData): void {
    this.data = data;
    this.sessions = [];
    this.#stages.clear();
    this.readStatuses();
  }

  /** Takes a Status such as `updating for 3 polls`, which a world or a patch may say, at its word. */
  readStatuses(): void {
    for (const gateway of this.data.gateways) this.#readStatus(gateway);
  }

  /** A fresh ID as long as the vendor's: `vco-sim` and 17 hexadecimal digits. */
  newId(prefix: string): string {
    return `${prefix}-sim${randomBytes(9).toString('hex').slice(0, 17)}`;
  }

  /** Puts a gateway through the given phases, then to `active` (or out of the world after `deleting`). */
  begin(gateway: VpnGateway, ...phases: Phase[]): void {
    const { pace, polls } = this.platform;
    let untilMs = this.clock.elapsed();
    const stages = phases.map((status): Stage => {
      untilMs += paces[pace][status];
      return polls === undefined ? { status, untilMs } : { status, polls };
    });
    this.#stages.set(gateway.VpnGatewayId, stages);
    gateway.Status = phases[0] ?? 'active';
    this.settle();
  }

  /** Lets something be done to a copy of the world; whatever comes of it, the world is then as it was. */
  async rehearse(work: () => Promise<void>): Promise<void> {
    const { data } = this;
    const stages = structuredClone(this.#stages);
    this.data = structuredClone(data);
    try {
      await work();
    } finally {
      this.data = data;
      this.#stages.clear();
      for (const [id, one] of stages) this.#stages.set(id, one);
    }
  }

  /** Whether something is still being done to the gateway, so that a further change is refused. */
  isBusy(gateway: VpnGateway): boolean {
    return gateway.Status !== 'active';
  }

  /**
   * Brings every status up to date. `named` are the IDs that a request mentions: where the world counts polls, each
   * request that names a gateway counts as one for it.
   */
  settle(named: ReadonlySet<string> = new Set()): void {
    for (const [id, stages] of this.#stages) {
      const gateway = this.data.gateways.find((one) => one.VpnGatewayId === id);
      if (gateway) this.#step(gateway, stages, named.has(id));
      else this.#stages.delete(id);
    }
  }

  #step(gateway: VpnGateway, stages: Stage[], counts: boolean): void {
    const first = stages[0];
    if (counts && first?.polls !== undefined) first.polls -= 1;
    while (stages[0] && this.#isOver(stages[0])) {
      if (stages.shift()?.status === 'deleting') this.#remove(gateway);
    }
    gateway.Status = stages[0]?.status ?? 'active';
    if (stages.length === 0) this.#stages.delete(gateway.VpnGatewayId);
  }

  #isOver(stage: Stage): boolean {
    return stage.polls === undefined ? this.clock.elapsed() >= (stage.untilMs ?? 0) : stage.polls < 0;
  }

  #remove(gateway: VpnGateway): void {
    this.data.gateways = this.data.gateways.filter((one) => one !== gateway);
  }

  #readStatus(gateway: VpnGateway): void {
    const [, status, polls] = /^(\w+) for (\d+) polls$/.exec(gateway.Status) ?? [];
    if (status === undefined) return;
    gateway.Status = status;
    this.#stages.set(gateway.VpnGatewayId, [{ status, polls: Number(polls) }]);
  }
}
