import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { FIND_ELSEWHERE } from '../../catalogue/schema/not-found.ts';
import { search } from '../inventory/find-resource.ts';
import { isExact } from '../inventory/name-match.ts';
import type { Found } from '../inventory/resource-match.ts';
import { refuse } from '../peer-config/refuse.ts';

/** As many as can be chosen from. */
const MOST_NAMED = 10;

const nameAll = (found: readonly Found[]): string => {
  const more = found.length - MOST_NAMED;
  const named = found
    .slice(0, MOST_NAMED)
    .map(({ Id, Name, Detail, RegionId }) => `${Id} (${[Name, Detail, RegionId].filter(Boolean).join(', ')})`);
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/**
 * The one certificate with an ID or a whole name, in the named region or in all of them. A part of a name, and a name that
 * several have, are refused with what they may mean: the file lets somebody in.
 */
export const findCertificate = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
): Promise<{ readonly id: string; readonly regionId: string; readonly name: string }> => {
  const { found, inventory, near } = await search(invoke, call, RegionId, asked, ['certificates']);
  const certificates = found.filter(({ Id }) => Id.startsWith('vsc-'));
  const [one, ...others] = certificates;
  if (one && others.length === 0 && isExact(one.Match))
    return { id: one.Id, regionId: one.RegionId, name: one.Name ?? '' };
  if (one)
    return refuse(
      `“${asked}” is no ID and no name of exactly one client certificate; it may mean ${nameAll(certificates)}.`,
      'Ask whose and which device is meant, then call again with the ID.',
    );
  const doubt = inventory.unseen.length > 0 ? ' Not every region could be read.' : '';
  return refuse(
    `“${asked}” is no client certificate that was found.${doubt}`,
    `${near === undefined ? `${FIND_ELSEWHERE.en}.` : `Did you mean ${near}?`} CreateSslVpnClientCert makes one for somebody who has none.`,
  );
};
