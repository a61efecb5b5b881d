import type { Health } from '../inventory/tunnel-state.ts';

export type Node = {
  readonly Id: string;
  readonly Kind:
    | 'region'
    | 'vpc'
    | 'gateway'
    | 'transit-router'
    | 'unattached'
    | 'customer-gateway'
    | 'ssl-server'
    | 'tunnels'
    | 'gateways';
  readonly Label: string;
  /** The region in which it is drawn. */
  readonly In: string;
  readonly Health?: Health;
};

export type Edge = {
  readonly From: string;
  readonly To: string;
  readonly Kind: 'attached' | 'tunnel' | 'ssl' | 'route';
  readonly Label: string;
  readonly Health?: Health;
  /** Where two tunnels of it, or a customer gateway that others use too, do not tell it. */
  readonly Connection?: string;
};

export interface Topology {
  readonly Nodes: readonly Node[];
  readonly Edges: readonly Edge[];
  /** Tunnels that are drawn as a group instead of one by one. */
  readonly Collapsed: number;
}

/** A name and the ID below it. */
export const named = (id: string | undefined, name: string | undefined): string =>
  [...new Set([name, id].filter(Boolean))].join('\n') || '?';
