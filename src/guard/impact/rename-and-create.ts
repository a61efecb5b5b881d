import type { Action, Input } from '../../catalogue/action.ts';
import { type Fields, isFields } from '../../catalogue/action.ts';
import { ModifyCustomerGatewayAttribute } from '../../catalogue/actions/customer-gateway.ts';
import type { AssumeRole } from '../../catalogue/actions/role.ts';
import { ModifySslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import { type CreateVpnGateway, ModifyVpnGatewayAttribute } from '../../catalogue/actions/vpn-gateway.ts';
import { type Change, foundIn, type Shown, type Survey, surveyOf, targetOf, withoutTarget } from '../plan/impact.ts';
import type { Look, Seen } from '../plan/live-state.ts';
import { kindWords, planWords } from '../plan/messages.ts';
import { undoChanges } from '../plan/undo.ts';
import { said, type Words } from '../text/message.ts';

const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['RegionId', 'ClientToken']);

const shown = (field: string, value: unknown): Shown => {
  if (field.endsWith('Psk')) return typeof value === 'string' ? '[secret]' : said(planWords.newKey);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
};

/** Every given field, objects taken apart, as something that was not there before. */
const givenFields = (input: Fields, prefix = ''): readonly Change[] =>
  Object.entries(input)
    .filter(([field, value]) => value !== undefined && !HIDDEN_FIELDS.has(field))
    .flatMap(([field, value]) =>
      isFields(value) && !field.endsWith('Psk')
        ? givenFields(value, `${prefix}${field}.`)
        : [{ Field: prefix + field, Before: null, After: shown(field, value) }],
    );

/** A plan for a call that adds something: nothing hangs on what is not there yet. */
export const surveyCreation =
  (action: string) =>
  async (input: Fields): Promise<Survey> =>
    surveyOf(targetOf('', typeof input['Name'] === 'string' ? input['Name'] : undefined), {
      changes: givenFields(input),
      undo: [said(planWords.undoDelete, { action: action.replace('Create', 'Delete') })],
    });

/** A plan for a call that only reads. */
export const surveyRead = async (_input: Fields): Promise<Survey> =>
  surveyOf(targetOf('', undefined), { blast: [said(planWords.onlyReads)], undo: [said(planWords.undoNothing)] });

/** A new gateway costs money from its first minute. */
export const surveyNewGateway = async (input: Input<typeof CreateVpnGateway>, _look: Look): Promise<Survey> => ({
  ...(await surveyCreation('CreateVpnGateway')(input)),
  blast: [said(planWords.billed)],
});

type Naming =
  | Input<typeof ModifyVpnGatewayAttribute>
  | Input<typeof ModifyCustomerGatewayAttribute>
  | Input<typeof ModifySslVpnClientCert>;

/** Names and descriptions: nothing but words changes. */
const surveyNaming =
  <I extends Naming>(
    action: Action,
    what: Words,
    idField: string,
    read: (look: Look, id: string) => Promise<Seen<Fields>>,
  ) =>
  async (input: I, look: Look): Promise<Survey> => {
    const given: Fields = input;
    const id = String(given[idField]);
    const seen = await read(look, id);
    const live = foundIn(seen);
    if (!live) return withoutTarget(what, id, input.RegionId, seen);
    const changes = ['Name', 'Description']
      .filter((field) => given[field] !== undefined && given[field] !== live[field])
      .map((Field) => ({ Field, Before: shown(Field, live[Field] ?? ''), After: shown(Field, given[Field]) }));
    return surveyOf(targetOf(id, String(live['Name'] ?? '')), {
      changes,
      undo: undoChanges(action, { [idField]: id }, changes),
      same: changes.length === 0,
      state: { settings: [live['Name'] ?? '', live['Description'] ?? ''], health: null },
    });
  };

/** Another identity changes the power of every later call. */
export const surveyRole = async (input: Input<typeof AssumeRole>, _look: Look): Promise<Survey> =>
  surveyOf(targetOf(input.RoleArn, undefined), {
    changes: givenFields(input),
    blast: [said(planWords.role, { role: input.RoleArn }), said(planWords.roleVoids), said(planWords.roleUnknown)],
    undo: [said(planWords.undoRole)],
  });

export const namings = {
  gateway: surveyNaming<Input<typeof ModifyVpnGatewayAttribute>>(
    ModifyVpnGatewayAttribute,
    kindWords.gateway,
    'VpnGatewayId',
    (look, id) => look.gateway(id),
  ),
  customerGateway: surveyNaming<Input<typeof ModifyCustomerGatewayAttribute>>(
    ModifyCustomerGatewayAttribute,
    kindWords.customerGateway,
    'CustomerGatewayId',
    (look, id) => look.customerGateway(id),
  ),
  certificate: surveyNaming<Input<typeof ModifySslVpnClientCert>>(
    ModifySslVpnClientCert,
    kindWords.certificate,
    'SslVpnClientCertId',
    (look, id) => look.certificate(id),
  ),
};
