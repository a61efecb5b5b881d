import { lines, type Prompt, quoted, when } from './prompt.ts';

export const connectSite: Prompt = {
  name: 'connect-site',
  title: 'Connect a site',
  description: 'Builds a site-to-site IPsec link step by step, from gateway to route.',
  arguments: [
    { name: 'peer_ip', description: "Public IPv4 address of the site's device", required: true },
    { name: 'peer_networks', description: "The site's CIDR blocks, comma-separated", required: true },
    { name: 'cloud_networks', description: "The VPC's CIDR blocks, comma-separated", required: true },
    { name: 'gateway', description: 'ID or name of the VPN gateway', required: false, complete: 'gateway' },
    { name: 'region', description: 'Region ID', required: false, complete: 'region' },
  ],
  write: (given) =>
    lines(
      `Connect the site at ${quoted(given('peer_ip'))} (networks ${quoted(given('peer_networks'))}) to the cloud networks ${quoted(given('cloud_networks'))}.`,
      when(given('gateway'), (gateway) => `Use the VPN gateway ${gateway}.`),
      when(given('region'), (region) => `Region: ${region}.`),
      '1. Look first: gateways, customer gateways with this address, connections and routes that overlap; where DescribeVpcs is offered, also the blocks and zones of the VPC, none of which may be the site’s. Reuse what is there.',
      '2. Show me the whole plan before the first write: what is created, with which settings, what is billed (a VPN gateway is). Charge type, term and payment are mine to choose: ask, never fill them in.',
      '3. Use ikev2, aes256, group14 and the strongest authentication that the platform takes; let the key be made by the server (Psk: {"generate": true}).',
      '   Where CreateVpnConnection has TunnelOptionsSpecification and the gateway two addresses, build both tunnels, master and slave, each with a key of its own and with the site’s second address as another customer gateway if it has one; a new gateway then stands in two vSwitches of different zones.',
      '4. After each step wait with WaitForStatus until the gateway is active.',
      '5. Add one route with weight 100, published, or AutoConfigRoute, not both (on the public cloud AutoConfigRoute is true unless it is set to false); the first one to a new peer waits for my yes.',
      '6. Say that the status stays ike_sa_not_established until the site is set up, and list what its team must enter, the key excepted.',
    ),
};
