import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import type { Gateway, RegionInventory } from '../inventory/inventory.ts';

/** So many are named to choose from. */
const MOST_NAMED = 8;

/** Why no tunnel can be made on a gateway; nothing of it can be mended by a call. */
const unfitness = ({ IpsecVpn, BusinessStatus }: Gateway): string | undefined => {
  if (IpsecVpn === 'disable') return 'its IPsec-VPN is off, and no call switches it on';
  return BusinessStatus === 'FinancialLocked' ? 'it is locked until somebody pays (FinancialLocked)' : undefined;
};

const words = (gateway: Gateway): string => {
  const why = unfitness(gateway);
  return `${called(gateway.VpnGatewayId, gateway.Name)} in ${gateway.VpcId ?? 'no VPC'}${why === undefined ? '' : `: ${why}`}`;
};

const listed = (gateways: readonly Gateway[]): string => gateways.slice(0, MOST_NAMED).map(words).join('; ');

const isCalled = ({ VpnGatewayId, Name, VpcId }: Gateway, asked: string): boolean =>
  [VpnGatewayId, Name, VpcId].includes(asked);

const ONLY_ASKED = 'or NewGateway to order a new one, which is billed';

/**
 * The gateway that is meant by its ID, name or VPC, or the only one that can carry IPsec. Refuses where several fit, or none:
 * nothing that is billed is made on a guess.
 */
export const chooseGateway = ({ gateways, RegionId }: RegionInventory, asked: string | undefined): Gateway => {
  const meant = asked === undefined ? gateways : gateways.filter((one) => isCalled(one, asked));
  const fit = meant.filter((one) => unfitness(one) === undefined);
  const [one, ...others] = fit;
  if (one && others.length === 0) return one;
  if (one)
    return refuse(
      `${asked === undefined ? 'VpnGateway is not named' : `VpnGateway ${asked}`}, and several fit: ${listed(fit)}.`,
      'Ask which one is meant, then name VpnGateway by its ID.',
    );
  if (meant.length > 0)
    return refuse(`No VPN gateway can carry the tunnel: ${listed(meant)}.`, `Name another VpnGateway, ${ONLY_ASKED}.`);
  return refuse(
    gateways.length === 0
      ? `${RegionId} has no VPN gateway.`
      : `${asked} is no ID, name or VPC of a VPN gateway of ${RegionId}; there are ${listed(gateways)}.`,
    `Name VpnGateway by its ID, name or VPC, ${ONLY_ASKED}.`,
  );
};

/** Whether a gateway is there for use: what is being made has no address yet. */
export const isMade = ({ Status, InternetIp }: Gateway): boolean =>
  !/^(?:init|provisioning)$/.test(Status ?? '') && InternetIp !== undefined && InternetIp !== '';
