import { compareEnds, type EndField } from '../../src/tools/ends/compare-ends.ts';
import { readPeerConfig } from '../../src/tools/ends/read-peer-config.ts';
import { type End, UNKNOWN_END } from '../../src/vendors/end.ts';

const offer = [{ enc: ['aes256'], hash: ['sha256'], prf: [], dh: ['group14'] }];

/** The cloud's end that the texts of the vendors' tables are the other end of. */
export const cloudOfSite: End = {
  ...UNKNOWN_END,
  ...{ ike_version: 'ikev2', mode: 'main', auth: 'psk', pfs: ['group14'], encapsulation: 'tunnel' },
  ...{ offers1: offer, offers2: [{ enc: ['aes256'], hash: ['sha256'], prf: [], dh: [] }] },
  ...{ local_addr: '203.0.113.10', peer_addr: '198.51.100.1', local_id: '203.0.113.10', remote_id: '198.51.100.1' },
  ...{ selectors_local: ['10.10.0.0/16'], selectors_remote: ['172.20.0.0/16'] },
};

/** A configuration as the peer of the site: its vendor, how many fields agree, and those that differ. */
export const asPeer = (text: string, cloud: Partial<End> = {}) => {
  const whole = { ...cloudOfSite, ...cloud };
  const reading = readPeerConfig(text, undefined, whole);
  const rows = reading.end ? compareEnds(whole, reading.end) : [];
  return {
    vendor: reading.vendor,
    agreeing: rows.filter(({ result }) => result === 'match').length,
    differing: rows.filter(({ result }) => result === 'mismatch').map(({ field }): EndField => field),
    doubts: (reading.end?.doubts ?? []).map(({ what }) => what),
    end: reading.end,
  };
};
