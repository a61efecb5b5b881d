import type { Fields } from '../../catalogue/action.ts';
import type { Gateway } from '../plan/live-state.ts';
import { type Message, message } from '../text/message.ts';
import { orderMessages } from './messages.ts';

const termOf = (months: unknown) => {
  if (typeof months !== 'number') return orderMessages.termOpen;
  const { en, zh } = months === 1 ? orderMessages.month : orderMessages.months;
  return { en: en.replace('{count}', String(months)), zh: zh.replace('{count}', String(months)) };
};

/** What an order of today's public cloud costs, as far as it can be said: how it is charged, for how long, and who pays. */
export const chargeNotes = ({ InstanceChargeType, Period, AutoPay }: Fields): readonly Message[] => {
  const isPrepaid = InstanceChargeType === 'PREPAY';
  const waits = isPrepaid ? orderMessages.waitsUnpaid : orderMessages.mayWaitUnpaid;
  return [
    isPrepaid ? message(orderMessages.prepay, { term: termOf(Period) }) : message(orderMessages.postpay),
    message(AutoPay === true ? orderMessages.paysItself : waits),
  ];
};

/** What is needed besides to order a gateway of the public cloud again, as far as its reply tells. */
export const chargedAgain = (live: Gateway): { readonly fields: Fields; readonly notes: readonly Message[] } => {
  const { ChargeType = '', DisasterRecoveryVSwitchId, NetworkType, VpnType, ResourceGroupId } = live;
  const isPrepaid = /^pre/i.test(ChargeType);
  return {
    fields: {
      DisasterRecoveryVSwitchId,
      ...(ChargeType !== '' && !isPrepaid && { InstanceChargeType: 'POSTPAY' }),
      ...{ NetworkType, VpnType, ResourceGroupId },
    },
    notes: isPrepaid ? [message(orderMessages.termAgain)] : [],
  };
};
