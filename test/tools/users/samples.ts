import type { Access, Held } from '../../../src/tools/users/access.ts';

const YEAR = 365 * 86_400_000;

/** A certificate of one server, named as its ID. */
export const heldOf = (name: string, more: Partial<Held> = {}): Held => ({
  ...{
    id: `vsc-${name}`,
    name,
    regionId: 'cn-1',
    serverId: 'vss-1',
    server: { Name: 'staff' },
    createdMs: 0,
    endMs: YEAR,
  },
  ...more,
});

export const accessOf = (held: readonly Held[], more: Partial<Access> = {}): Access => ({
  held,
  regions: ['cn-1'],
  unseen: [],
  ...more,
});

export const unseen = [{ RegionId: 'cn-2', Action: 'DescribeSslVpnClientCerts', Reason: 'Forbidden' }];
