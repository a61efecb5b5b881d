import { describe, expect, it } from 'vitest';
import { cloudEnd, isUp, nameOf, tunnelPhaseOf } from '../../../src/tools/judges/tunnel-facts.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

it.each([
  ['ike_sa_not_established', 'phase-1'],
  ['ike_sa_established', 'phase-2'],
  ['ipsec_sa_not_established', 'phase-2'],
  ['ipsec_sa_established', 'up'],
  ['something new', 'unknown'],
])('the status %s stands at %s', (Status, tunnelPhase) => {
  const connection = connectionWith({ Status });
  expect(tunnelPhaseOf(connection)).toBe(tunnelPhase);
  expect(isUp(connection)).toBe(tunnelPhase === 'up');
});

it('a connection is called by its name and ID', () => {
  expect(nameOf(connectionWith())).toBe('plant (vco-a)');
  expect(nameOf(connectionWith({ Name: undefined }))).toBe('vco-a');
});

describe("the cloud's end", () => {
  it('has the settings of the connection and the addresses of the gateways', () => {
    expect(cloudEnd(factsWith())).toMatchObject({
      ...{ ike_version: 'ikev2', mode: 'main', life1: 86_400, life2: 28_800, pfs: ['group14'] },
      offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] }],
      ...{ local_addr: '203.0.113.10', peer_addr: '198.51.100.1', selectors_remote: ['172.20.0.0/16'] },
    });
  });

  it('takes the addresses as identities where none are set', () => {
    const { local_id, remote_id } = cloudEnd(factsWith({ IkeConfig: {} }));
    expect([local_id, remote_id]).toEqual(['203.0.113.10', '198.51.100.1']);
  });

  it('of a reply that says little is unknown in the rest', () => {
    const end = cloudEnd(factsWith({ IkeConfig: undefined, IpsecConfig: undefined }, { gateway: undefined }));
    expect(end).toMatchObject({ offers1: [], offers2: [], pfs: [] });
  });
});
