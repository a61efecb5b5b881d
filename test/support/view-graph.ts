/** Parts of a result of MapTopology, written by hand. */

export interface Edge {
  readonly From: string;
  readonly To: string;
  readonly Kind: string;
  readonly Label: string;
  readonly Health?: string;
  readonly Connection?: string;
}

export const region = (id: string) => ({ Id: id, Kind: 'region', Label: id, In: id });

export const gateway = (id: string, In = 'r', Health = 'up') => ({
  Id: id,
  Kind: 'gateway',
  Label: `gateway of ${id}\n${id}\n203.0.113.1`,
  In,
  Health,
});

export const peer = (id: string, Label = `router of ${id}\n${id}\n198.51.100.1`, In = 'r') => ({
  Id: id,
  Kind: 'customer-gateway',
  Label,
  In,
});

export const tunnel = (From: string, To: string, Label: string, Health = 'up'): Edge => ({
  From,
  To,
  Kind: 'tunnel',
  Label,
  Health,
});

/** Gateways with so many tunnels each; every ninth tunnel is down. */
export const manyTunnels = (gateways: number, tunnels: number) => {
  const nodes: object[] = [region('r')];
  const edges: object[] = [];
  for (let g = 0; g < gateways; g += 1) {
    nodes.push(gateway(`vpn-${g}`));
    for (let t = 0; t < tunnels; t += 1) {
      const id = `cgw-${g}-${t}`;
      nodes.push(peer(id));
      edges.push(tunnel(`vpn-${g}`, id, `site-${g}-${t}\nsome_status`, t % 9 === 4 ? 'down' : 'up'));
    }
  }
  return { Verdict: `Gateways: ${gateways}; tunnels: ${gateways * tunnels}.`, Nodes: nodes, Edges: edges };
};
