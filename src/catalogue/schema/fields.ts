import { z } from 'zod';
import { must, say, subject } from './explain.ts';

/** A request, or a structure inside one: strict, so that a misspelt parameter is told and not dropped by the cloud. */
export const request = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject(shape, { error: say });

export const text = z.string({ error: say });
export const flag = z.boolean({ error: say });

/** A whole number. A lower bound of 0 or 1 is checked but not shown: nobody gets it wrong, and it costs tokens. */
export const count = (min: number, max?: number) => {
  const whole = z.int({ error: say });
  const atLeast =
    min > 1
      ? whole.min(min, { error: say })
      : whole.refine(...must((given: number) => given >= min, `is at least ${min}`));
  return max === undefined ? atLeast : atLeast.max(max, { error: say });
};

/** A whole number between bounds that are checked but not shown. */
export const within = (min: number, max: number) =>
  z.int({ error: say }).refine(...must((given: number) => given >= min && given <= max, `is ${min} to ${max}`));

/** Text of a certain length, checked but not shown. */
export const sized = (min: number, max: number) =>
  text.refine(
    ...must((given: string) => given.length >= min && given.length <= max, `has ${min} to ${max} characters`),
  );

/** One of some words, checked but not shown: for where the same words stand beside it. */
export const wordOf = (...words: readonly string[]) =>
  text.refine(...must((given: string) => words.includes(given), `is one of ${words.join(', ')}`));

export const oneOf = <const V extends readonly [string | number, ...(string | number)[]]>(...values: V) =>
  z.literal(values, { error: say });

/**
 * Required in the guide almost everywhere, optional here: the client fills in the default region, and answers with
 * what is missing when there is none. The character rule keeps a region from reaching into a host name.
 */
export const regionId = text
  .refine(
    ...must(
      (id: string) => /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(id),
      "is a region ID such as cn-hangzhou: letters, digits and hyphens (this server's rule; DescribeRegions lists them)",
    ),
  )
  .optional();

/** One word that no list and no path can be made of. */
const isOneId = (given: string): boolean => /^[^\s,/?&#]{1,128}$/.test(given);

/** One ID of any kind. */
export const anyId = text.refine(...must(isOneId, 'is one ID'));

/**
 * One ID, judged by its prefix alone: the rest is the cloud's to know. The prefix is checked but not shown, since the
 * parameter's name tells the kind; where it does not, see `nextHop` and `logServerId`.
 */
const id = (prefix: string, hint = '') =>
  z
    .string({
      error: (issue) =>
        `${subject(issue)} is ${issue.input === undefined ? 'required: ' : ''}an ID that starts with ${prefix}-`,
    })
    .refine(...must((given: string) => given.startsWith(`${prefix}-`), `starts with ${prefix}-${hint}`))
    .refine(...must(isOneId, 'is one ID, without spaces or commas'));

/** The next step for whoever gives a name: what acts takes no name, for two things may have it. */
const OF_A_NAME = ': FindResource tells the ID of a name';

export const vpnGatewayId = id('vpn', OF_A_NAME);
export const customerGatewayId = id('cgw', OF_A_NAME);
export const vpnConnectionId = id('vco', OF_A_NAME);
export const sslVpnServerId = id('vss', OF_A_NAME);
export const sslVpnClientCertId = id('vsc', OF_A_NAME);
export const tunnelId = id('tun');
export const vpcId = id('vpc');
export const vSwitchId = id('vsw');

/** The next hop of a route is always an IPsec connection. */
export const nextHop = vpnConnectionId.regex(/^vco-/);

/** The log call spells SslVpnServerId in its own way. */
export const logServerId = sslVpnServerId.regex(/^vss-/);

/** A list of at least one and at most so many. */
export const listOf = <T extends z.ZodType>(one: T, most: number, things = '') =>
  z
    .array(one, { error: say })
    .refine(
      ...must((given: readonly unknown[]) => given.length >= 1 && given.length <= most, `names 1 to ${most}${things}`),
    );

/** Narrows a list to what has all of these tags; without a value, to what has the key. */
export const tagFilter = listOf(request({ Key: text, Value: text.optional() }), 20, ' tags').optional();

/** Text of a tag: the cloud keeps its own prefixes, and addresses, for itself. */
const tagText = (least: number) =>
  sized(least, 128)
    .refine(...must((given: string) => !/^(?:aliyun|acs:)/i.test(given), 'does not start with aliyun or acs:'))
    .refine(...must((given: string) => !/https?:\/\//i.test(given), 'holds no http:// or https://'));

export const tagKey = tagText(1);

/** Tags that a thing gets. */
export const newTags = listOf(request({ Key: tagKey, Value: tagText(0).optional() }), 20, ' tags');

/** Filled in by the client: one token a logical operation, kept through all retries. */
export const clientToken = text
  .refine(...must((token: string) => /^[\x21-\x7e]{1,64}$/.test(token), 'is 1 to 64 printable ASCII characters'))
  .optional();

/**
 * A letter is any letter, since the consoles of this cloud name things in Chinese too. The rule about http:// and
 * https:// is told on its own, although the characters alone would refuse both.
 */
const named = (rest: RegExp, characters: string) =>
  sized(2, 128)
    .refine(...must((name: string) => !/^https?:\/\//i.test(name), 'does not start with http:// or https://'))
    .refine(...must((name: string) => /^\p{L}/u.test(name), 'starts with a letter'))
    .refine(...must((name: string) => rest.test(name), `is made of letters, digits, ${characters}`));

/** The name of most things. */
export const name = named(/^[\p{L}\p{N}._-]*$/u, 'periods, underscores and hyphens');

/** A new VPN gateway's name: the one place where the guide leaves out the period (a rename allows it). */
export const newGatewayName = named(/^[\p{L}\p{N}_-]*$/u, 'underscores and hyphens');

/**
 * A description where the guide limits it. Its lists of characters are not enforced: they contradict each other
 * (full-width marks when a customer gateway is made, ASCII ones when it is changed) and leave out letters.
 */
export const description = sized(2, 256).refine(
  ...must((words: string) => !/^https?:\/\//i.test(words), 'does not start with http:// or https://'),
);

/** A description that also has to start with a letter: the guide asks so on modify only. */
export const letteredDescription = description.refine(
  ...must((words: string) => /^\p{L}/u.test(words), 'starts with a letter'),
);

/** 100 carries traffic, 0 stands by; nothing between. */
export const weight = oneOf(0, 100);

/** The pages of a list. Defaults are the cloud's: page 1, ten entries. */
export const page = { PageNumber: count(1).optional(), PageSize: count(1, 50).optional() };

/** Whether text is an instant in UTC to the second, as the guide writes it; 30 February is none. */
export const isIsoTime = (given: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(given) &&
  !Number.isNaN(Date.parse(given)) &&
  new Date(given).toISOString() === given.replace('Z', '.000Z');

/**
 * A limit of a log query. The guide types it Integer, describes ISO text and shows 2018020201; newer documents say
 * Unix seconds. Both of the first two are taken, and `toUnixSeconds` gives the one form that is sent.
 */
export const logTime = z.union([count(0), text.refine(...must(isIsoTime, 'is no UTC time'))], {
  error: (issue) => `${subject(issue)} is Unix seconds or UTC text such as 2026-01-31T08:00:00Z`,
});
export const toUnixSeconds = (time: number | string): number =>
  typeof time === 'number' ? time : Math.floor(Date.parse(time) / 1000);

/** What the SSL-VPN server may not listen on: the gateway uses these itself. */
export const forbiddenPorts: readonly number[] = [
  22, 53, 68, 80, 123, 443, 500, 2222, 4500, 4510, 4560, 7505, 9000, 9001, 9002, 22222,
];
export const sslPort = count(1, 65535).refine(
  ...must(
    (port: number) => !forbiddenPorts.includes(port),
    `cannot be ${forbiddenPorts.join(', ')}: choose another, such as 1194`,
  ),
);
