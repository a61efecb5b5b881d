import { type Fields, isFields } from '../../catalogue/action.ts';
import { toUnixSeconds } from '../../catalogue/schema/fields.ts';
import { flatten, type Value } from './flatten.ts';
import type { Parameters } from './sign.ts';

/** Settings of one tunnel go out one by one, as those of two in a list do; all other objects are JSON text. */
const TUNNELS = 'TunnelOptionsSpecification';

/** A list or a structure without a key that is still a reference, which would go out as its name. */
const resolved = (key: string, value: unknown): Value => {
  const refuseReference = (part: unknown, path: string): void => {
    if (Array.isArray(part)) for (const [at, each] of part.entries()) refuseReference(each, `${path}.${at + 1}`);
    else if (isFields(part))
      for (const [name, inner] of Object.entries(part)) refuseReference(inner, `${path}.${name}`);
    if (isFields(part) && path.endsWith('.Psk'))
      throw new TypeError(`${path} reached the client as a reference: whoever calls has to resolve it`);
  };
  refuseReference(value, key);
  // Parameters are plain data: texts, numbers, booleans, lists and objects of these.
  return value as Value;
};

/** How one call's own parameters look on the wire: flat text, objects as JSON text, nothing that is undefined. */
export const wireParameters = (input: Fields, options: { readonly localIdBoth?: boolean | undefined }): Parameters => {
  const flat: Parameters = {};
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value) || key === TUNNELS) Object.assign(flat, flatten({ [key]: resolved(key, value) }));
    else if (isFields(value)) flat[key] = JSON.stringify(structured(key, value, options.localIdBoth === true));
    else flat[key] = String(value);
  }
  if ('VpnSslServerId' in flat) for (const key of ['From', 'To']) if (flat[key]) flat[key] = logTime(flat[key]);
  return flat;
};

// The log query types its times as integers but describes ISO text; Unix seconds are what newer documents ask for.
const logTime = (text: string): string => String(toUnixSeconds(/^\d+$/.test(text) ? Number(text) : text));

const structured = (key: string, value: Fields, localIdBoth: boolean): Fields => {
  if (key === 'IkeConfig') return ikeConfig(value, localIdBoth);
  return key === 'HealthCheckConfig' ? asStrings(value) : value;
};

/**
 * The guide's request table names the local identity LocalIdIPsec, its replies and all the vendor's own clients
 * LocalId; the latter is what the service reads. Both names go out only for sites that need the older one.
 */
const ikeConfig = ({ LocalIdIPsec, ...rest }: Fields, localIdBoth: boolean): Fields => {
  if (rest['Psk'] !== undefined && typeof rest['Psk'] !== 'string') {
    throw new TypeError('IkeConfig.Psk reached the client as a reference: whoever calls has to resolve it');
  }
  const LocalId = rest['LocalId'] ?? LocalIdIPsec;
  return { ...rest, ...(LocalId !== undefined && { LocalId, ...(localIdBoth && { LocalIdIPsec: LocalId }) }) };
};

// The service's own example has text for every value; numbers and booleans work on some builds only.
const asStrings = (value: Fields): Fields =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, String(inner)]),
  );
