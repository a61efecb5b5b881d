import { isIP } from 'node:net';
import { normalizeCidr } from 'cidr-tools';
import { Refusal, shortName } from '../state/refusal.ts';
import type { Kind } from './handler.ts';

/** 400 with the gateway's generic code for a bad value (public list of common errors): `Invalid<ParameterName>`. */
export const invalid = (name: string, code = `Invalid${shortName(name)}`): Refusal =>
  new Refusal(400, code, `Specified parameter ${name} is not valid.`);

const kind =
  (isValid: (text: string) => boolean, code?: string): Kind =>
  (text, name) => {
    if (!isValid(text)) throw invalid(name, code);
  };

/** Any text; what it names is looked up by the handler, which answers for a thing that is not there. */
export const text: Kind = () => {};

/** Any text up to so many characters. */
export const textUpTo = (most: number): Kind => kind((value) => value.length <= most);

/** `true` or `false`; Python SDKs write `True`. */
export const flag: Kind = kind((value) => /^(true|false)$/i.test(value));

export const oneOf = (...words: string[]): Kind => kind((value) => words.includes(value));

export const integer = (least: number, most: number): Kind =>
  kind((value) => /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most);

/** IDs are checked by their prefix only; anything of that form exists (VPCs, vSwitches). */
export const idLike = (prefix: string): Kind => kind((value) => value.startsWith(prefix));

/** The guide's table for names: 2-128, first a letter, then letters, digits, `.`, `_`, `-`; not a URL. */
export const name: Kind = kind((value) => /^\p{L}[\p{L}\d._-]{1,127}$/u.test(value), 'InvalidName');

/** 2-256 characters, not a URL. */
export const description: Kind = kind((value) => /^(?!https?:\/\/).{2,256}$/su.test(value), 'InvalidDescription');

/** As `description`, and first a letter: the Modify tables ask for it, CreateCustomerGateway does not. */
export const descriptionFromLetter: Kind = kind(
  (value) => /^(?!https?:\/\/)\p{L}.{1,255}$/su.test(value),
  'InvalidDescription',
);

/** At most 64 ASCII characters. */
export const clientToken: Kind = kind((value) => /^[\x20-\x7e]{1,64}$/.test(value));

export const ipv4 = (code: string): Kind => kind((value) => isIP(value) === 4, code);

/** Whether a text is an IPv4 block with its host bits at zero, such as 10.0.0.0/24. */
const isCidr = (value: string): boolean => {
  const [address = '', bits = ''] = value.split('/');
  return isIP(address) === 4 && /^(\d|[12]\d|3[0-2])$/.test(bits) && normalizeCidr(value) === value;
};

/** One block. Code as the newer public documents spell it for addresses: `IllegalParam.<Name>`. */
export const cidr: Kind = (value, parameter) => {
  if (!isCidr(value)) throw invalid(parameter, `IllegalParam.${parameter}`);
};

/** Blocks joined by commas, without blanks. */
export const cidrList: Kind = (value, parameter) => {
  if (!value.split(',').every(isCidr)) throw invalid(parameter, `IllegalParam.${parameter}`);
};

/** A JSON object as text. */
export const jsonObject: Kind = kind((value) => {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
});
