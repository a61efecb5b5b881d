import { expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { judgeCustomerGateway } from '../../../src/tools/judges/customer-gateway.ts';
import { judgeTunnel } from '../../../src/tools/judges/judge-tunnel.ts';
import type { LostPeer } from '../../../src/tools/judges/tunnel-facts.ts';
import { factsWith } from '../../support/tunnel.ts';

const Status = 'ike_sa_not_established';
const lost = (lostPeer: LostPeer, change: object = { Status }) =>
  factsWith(change, { customerGateway: undefined, lostPeer });
const found = { found: { regionId: 'cn-other', address: '198.51.100.1' }, isSearchWhole: true };

it.each([
  { name: 'in another region', lostPeer: found, confidence: 0.95, says: /is in cn-other \(address 198\.51\.100\.1\)/ },
  { name: 'nowhere', lostPeer: { isSearchWhole: true }, confidence: 0.8, says: /deleted, or hidden from it/ },
  { name: 'not here', lostPeer: { isSearchWhole: false }, confidence: 0.7, says: /not every other region/ },
])('a customer gateway that is $name is as sure a cause as it was searched for', ({ lostPeer, confidence, says }) => {
  const [one] = judgeCustomerGateway(lost(lostPeer));
  expect(one).toMatchObject({ id: 'customer-gateway-missing', confidence });
  expect(one?.evidence.map((each) => formatEvidence(each, 'en')).join()).toMatch(says);
});

it.each(['ipsec_sa_established', 'ike_sa_established'])('with %s it explains nothing, and is told', (status) => {
  const [one] = judgeTunnel({ facts: lost(found, { Status: status }) }).candidates.filter(
    ({ id }) => id === 'customer-gateway-missing',
  );
  expect(one?.confidence).toBe(0.3);
  expect(one?.evidence.map((each) => formatEvidence(each, 'en')).join()).toContain('phase 1 is up all the same');
});

it('one that is there, or could not be read, is no cause', () => {
  expect(judgeCustomerGateway(factsWith({ Status }))).toEqual([]);
  expect(judgeCustomerGateway(factsWith({ Status }, { customerGateway: undefined }))).toEqual([]);
});
