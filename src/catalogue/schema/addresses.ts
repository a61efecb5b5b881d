import { overlapCidr } from 'cidr-tools';
import { z } from 'zod';
import { must } from './explain.ts';
import { text } from './fields.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const addressForm = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const cidrForm = new RegExp(`^${octet}(?:\\.${octet}){3}/(?:3[0-2]|[12]?\\d)$`);

const isAddress = (given: string): boolean => addressForm.test(given);
const isCidr = (given: string): boolean => cidrForm.test(given);
const isCidrList = (given: string): boolean => given.split(',').every(isCidr);

/** One IPv4 address, dotted. */
export const ipv4 = text.refine(...must(isAddress, 'is an IPv4 address such as 203.0.113.7'));

/** One IPv4 block. IPv6 is nowhere in this version of the API. */
export const cidr = text.refine(...must(isCidr, 'is one IPv4 CIDR block such as 10.0.0.0/24'));

const lists = z.registry<{ readonly joinedBy: ',' }>();

/** Whether a text is a list joined by commas, described or not. The mark is kept apart from JSON Schema: no client sees it. */
export const isCommaList = (schema: z.core.$ZodType): boolean => lists.get(schema)?.joinedBy === ',';

/** Blocks joined by commas without blanks, as the wire has them. */
export const cidrList = text
  .refine(...must(isCidrList, 'is IPv4 CIDR blocks joined by commas, such as 10.1.1.0/24,10.1.2.0/24'))
  .register(lists, { joinedBy: ',' });

/** Whose the two rules are: an Apsara Stack site may differ, and nobody should look for them in its guide. */
const OURS = "(this server's rule, after documents of the public cloud; the API guide sets none)";

/** The destination of a new route: neither the default route nor the cloud's own service range (carrier NAT). */
export const routeDest = cidr
  .refine(
    ...must(
      (dest: string) => dest !== '0.0.0.0/0',
      `cannot be 0.0.0.0/0 ${OURS}: name the networks, such as 10.0.0.0/8`,
    ),
  )
  .refine(
    ...must(
      (dest: string) => !isCidr(dest) || dest === '0.0.0.0/0' || !overlapCidr(dest, '100.64.0.0/10'),
      `overlaps 100.64.0.0/10, which the cloud keeps for itself ${OURS}: choose a block outside it`,
    ),
  );

/** Whether any block of one comma list shares an address with any block of the other; false where one is malformed. */
export const overlap = (a: string, b: string): boolean =>
  isCidrList(a) && isCidrList(b) && overlapCidr(a.split(','), b.split(','));
