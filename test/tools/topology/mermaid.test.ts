import { describe, expect, it } from 'vitest';
import { toMermaid } from '../../../src/tools/topology/mermaid.ts';
import { topologyOf } from '../../../src/tools/topology/topology.ts';
import { estateOf, healthyRegion } from '../../support/inventories.ts';

describe('a Mermaid diagram', () => {
  it('frames each region and writes the routes on their tunnel', () => {
    const drawn = toMermaid(topologyOf(estateOf(healthyRegion())));
    expect(drawn.split('\n')[0]).toBe('flowchart LR');
    expect(drawn).toContain('subgraph n0["Hangzhou"]');
    expect(drawn).toContain('main<br/>ipsec_sa_established<br/>172.20.0.0/16 weight 100');
  });

  it('draws what is down with a broken line in red', () => {
    const region = healthyRegion();
    const down = {
      ...region,
      connections: region.connections.map((one) => ({ ...one, Status: 'ike_sa_not_established' })),
    };
    const drawn = toMermaid(topologyOf(estateOf(down)));
    expect(drawn.match(/-\.->/g)).toHaveLength(2);
    // The first line of a region ties the VPC to its gateway.
    expect(drawn).toContain('linkStyle 1,2 stroke:#cf222e');
  });

  it('defines the looks that it uses, and no other', () => {
    const drawn = toMermaid(topologyOf(estateOf(healthyRegion())));
    expect(drawn.match(/classDef \w+/g)).toEqual(['classDef up']);
    expect(drawn).not.toContain('linkStyle');
  });

  it('writes four routes on a tunnel and counts the others', () => {
    const region = healthyRegion();
    const [route] = region.routes;
    const routes = Array.from({ length: 7 }, (_, n) => ({
      ...(route ?? expect.fail()),
      RouteDest: `172.20.${n}.0/24`,
    }));
    const drawn = toMermaid(topologyOf(estateOf({ ...region, routes })));
    expect(drawn).toContain('172.20.3.0/24 weight 100<br/>+3');
    expect(drawn).not.toContain('172.20.4.0/24');
  });

  it('never reads a name as syntax', () => {
    const region = healthyRegion();
    const hostile = 'x"]; click n1 "javascript:alert(1)" %% <script>end';
    const drawn = toMermaid(
      topologyOf(estateOf({ ...region, gateways: region.gateways.map((g) => ({ ...g, Name: hostile })) })),
    );
    const line = drawn.split('\n').find((one) => one.includes('click')) ?? '';
    const bare = (line.match(/"(.*)"/)?.[1] ?? '').replaceAll('<br/>', '').replace(/#\d+;/g, '');
    expect(bare).toMatch(/^[\p{L}\p{N} .,:/_-]+$/u);
    expect(line.match(/"/g)).toHaveLength(2);
  });
});
