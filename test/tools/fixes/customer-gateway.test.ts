import { describe, expect, it } from 'vitest';
import { CreateCustomerGateway } from '../../../src/catalogue/actions/customer-gateway.ts';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { adviseLostPeer, fixAddress, fixLostPeer } from '../../../src/tools/fixes/customer-gateway.ts';
import type { LostPeer } from '../../../src/tools/judges/tunnel-facts.ts';
import { UNKNOWN_END } from '../../../src/vendors/end.ts';
import { factsWith, peerWith } from '../../support/tunnel.ts';

const lost = (lostPeer: Partial<LostPeer>) =>
  factsWith({}, { regionId: 'cn-x', customerGateway: undefined, lostPeer: { isSearchWhole: true, ...lostPeer } });
const found = { regionId: 'cn-other', address: '198.51.100.1' };

describe('a customer gateway that is not there', () => {
  it('is made anew in the region of the connection, at the address it has elsewhere', () => {
    const fix = fixLostPeer(lost({ found }), UNKNOWN_END);
    expect(fix).toMatchObject({ tool: 'CreateCustomerGateway', args: { RegionId: 'cn-x', IpAddress: '198.51.100.1' } });
    expect(CreateCustomerGateway.input.safeParse(fix?.args).success).toBe(true);
    expect(fix?.note && formatEvidence(fix.note, 'en')).toContain('create a new connection to it');
  });

  it('takes the address of a pasted configuration, and none that is invented or behind a NAT', () => {
    expect(fixLostPeer(lost({}), peerWith({ local_addr: '198.51.100.7' }))?.args).toMatchObject({
      IpAddress: '198.51.100.7',
    });
    expect(fixLostPeer(lost({}), peerWith({ local_addr: '10.0.0.2' }))).toBeUndefined();
    expect(fixLostPeer(lost({}), UNKNOWN_END)).toBeUndefined();
  });

  it('is not made twice where the region has its address already', () => {
    expect(fixLostPeer(lost({ found, twin: 'cgw-z' }), UNKNOWN_END)).toBeUndefined();
  });

  it.each([
    { name: 'what has the address already', lostPeer: { found, twin: 'cgw-z' }, says: /^cgw-z in the region/ },
    { name: 'that the two belong together', lostPeer: { found }, says: /have to be of one region/ },
    {
      name: 'to ask before anything is made',
      lostPeer: {},
      says: /^Ask first whether cgw-a belongs to another department/,
    },
  ])('comes with the advice $name', ({ lostPeer, says }) => {
    expect(formatEvidence(adviseLostPeer(lost(lostPeer)), 'en')).toMatch(says);
  });
});

it('a peer at another public address gets a customer gateway; one at the known address gets none', () => {
  expect(fixAddress(factsWith(), peerWith({ local_addr: '198.51.100.9' }))?.args).toEqual({
    IpAddress: '198.51.100.9',
  });
  expect(fixAddress(factsWith(), peerWith())).toBeUndefined();
});
