import { DescribeSslVpnClientCerts } from '../../catalogue/actions/ssl-client-cert.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { FIND_ELSEWHERE, placeOf } from '../../catalogue/schema/not-found.ts';
import { Refused } from '../../errors.ts';
import { readRows } from '../every-page.ts';
import type { Certificate } from '../inventory/inventory.ts';
import { fitting } from '../inventory/name-match.ts';

/** As many as can be chosen from. */
const MOST_NAMED = 10;

const describe = ({ SslVpnClientCertId, Name, Status, EndTimeIso, SslVpnServerId }: Certificate): string =>
  [
    SslVpnClientCertId,
    Name,
    Status,
    EndTimeIso && `until ${EndTimeIso.slice(0, 10)}`,
    SslVpnServerId && `of ${SslVpnServerId}`,
  ]
    .filter(Boolean)
    .join(', ');

const choices = (found: readonly Certificate[]): string => {
  const more = found.length - MOST_NAMED;
  const named = found.slice(0, MOST_NAMED).map((one) => `(${describe(one)})`);
  return `${named.join(' ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const CERTAIN: ReadonlySet<string> = new Set(['ID', 'name', 'name, other case']);

/**
 * The one certificate with an ID or a whole name, on any page of the list. A part of a name, and a name that several have,
 * are refused with what they may mean: the file would let somebody in.
 */
export const findCertificate = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
): Promise<Certificate> => {
  const { rows, unread } = await readRows(invoke, DescribeSslVpnClientCerts, { RegionId }, call);
  const found = fitting(rows, asked, (one) => [{ Id: one.SslVpnClientCertId, Name: one.Name }]);
  const [one, ...others] = found;
  if (one && others.length === 0 && CERTAIN.has(one.Match)) return one.thing;
  if (one)
    throw new Refused(
      'refused',
      `“${asked}” is no ID and no name of exactly one certificate; it may mean ${choices(found.map(({ thing }) => thing))}. Nothing was written.`,
      'Ask whose and which device it is, then call again with the ID.',
    );
  const place = (await placeOf(call, RegionId)).en;
  const doubt = unread ? ` The list is not known to be whole: ${unread.en}.` : '';
  throw new Refused(
    'refused',
    `“${asked}” is no client certificate in ${place}.${doubt} Nothing was written.`,
    `${FIND_ELSEWHERE.en}; CreateSslVpnClientCert makes a certificate for somebody who has none.`,
  );
};
