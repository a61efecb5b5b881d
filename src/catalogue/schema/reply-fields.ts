import { z } from 'zod';
import { onPublic } from './platform-rows.ts';

/** What a reader of irregular replies has to know beyond a field's type. */
export interface ReplyNote {
  /** Milliseconds since 1970; the same instant as ISO text belongs into `<Field>Iso` beside it. */
  readonly epochMs?: true;
  /** The inner name of a list: XML tag, and JSON key under the outer name (`VpnGateways: { VpnGateway: [ … ] }`). */
  readonly item?: string;
  /** On a reply that should be flat: the list whose first entry some sites send instead. */
  readonly insteadOf?: string;
}

const notes = z.registry<{ readonly note: ReplyNote }>();

/** The note on a schema or on what `optional` holds. Kept apart from JSON Schema, so that no client sees it. */
export const replyNote = (schema: z.core.$ZodType): ReplyNote | undefined =>
  notes.get(schema)?.note ?? (schema instanceof z.ZodOptional ? replyNote(schema.unwrap()) : undefined);

export const string = z.string().optional();
export const number = z.number().optional();
export const boolean = z.boolean().optional();

/** Milliseconds since 1970. Declare `<Field>Iso: string` beside it: models read dates better than numbers. */
export const epochMs = z
  .number()
  .register(notes, { note: { epochMs: true } })
  .optional();

/** An object inside a reply; loose, since the cloud may add fields (organization and resource set among them). */
export const struct = <S extends z.core.$ZodLooseShape>(shape: S) => z.looseObject(shape).optional();

/** A list under its outer name, whatever shape it came in. */
export const list = <T extends z.core.$ZodType>(item: string, entry: T) =>
  z.array(entry).register(notes, { note: { item } }).optional();

/** Tags of a resource, as they came: `{ Tag: [{ Key, Value }] }`. Only today's public cloud has them. */
export const tags = onPublic(z.unknown().optional());

/** Values that did not fit the type of their field, as text; the field itself is then absent. */
const unparsed = z.array(z.looseObject({ Field: z.string(), Value: z.string() })).optional();

const common = { RequestId: string, Unparsed: unparsed };

/** A reply: every field optional, since the cloud's samples leave out even the documented ones. */
export const reply = <S extends z.core.$ZodLooseShape>(shape: S) => z.looseObject({ ...shape, ...common });

/** A reply that some sites send as a list of one; see `insteadOf`. */
export const flatReply = <S extends z.core.$ZodLooseShape>(insteadOf: string, shape: S) =>
  reply(shape).register(notes, { note: { insteadOf } });

/** Where a list reply stands; `Scanned` counts what was read when all pages were asked for. */
export const pages = { TotalCount: number, PageNumber: number, PageSize: number, Scanned: number };

/** A page of log lines; incomplete while `IsCompleted` is false. */
export const logReply = reply({
  Data: list('Logs', z.string()),
  Count: number,
  IsCompleted: boolean,
  PageNumber: number,
  PageSize: number,
  Scanned: number,
});
