import { DeleteSslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import type { Step } from '../../catalogue/invoke.ts';
import type { SummaryLine, Values } from '../../catalogue/message.ts';
import { type Access, calledBy, type Held, unseenWords } from './access.ts';
import type { Dropped } from './dropped.ts';
import { userTexts } from './messages.ts';

/** A sentence about who may dial in. */
export const note = (text: keyof typeof userTexts, values: Values = {}): SummaryLine => ({
  text: userTexts[text],
  values,
});

export const names = (held: readonly Pick<Held, 'id' | 'name'>[]): string => held.map(calledBy).join(', ');

/** All deletes of one server stand together: its clients drop in one window. */
export const deleteSteps = (held: readonly Held[]): readonly Step[] => {
  const servers = [...new Set(held.map(({ serverId }) => serverId))];
  return servers.flatMap((serverId) =>
    held
      .filter((one) => one.serverId === serverId)
      .map(({ id, regionId }) => ({
        action: DeleteSslVpnClientCert,
        input: { RegionId: regionId, SslVpnClientCertId: id },
      })),
  );
};

/** Who is thrown off, a sentence for each server. */
export const dropNotes = (dropped: readonly Dropped[]): readonly SummaryLine[] =>
  dropped.map(({ server, count, names: who }) => {
    if (count === undefined) return note('dropsUncounted', { server });
    return who.length > 0
      ? note('dropsNamed', { server, count, names: who.join(', ') })
      : note('drops', { server, count });
  });

/** That other certificates may not have been seen. */
export const unseenNotes = (access: Access): readonly SummaryLine[] =>
  access.unseen.length > 0 ? [note('unseen', { what: unseenWords(access) })] : [];
