import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { type Call, decodeCall } from '../../src/chat/call.ts'
import { type Caller, PersonId, type Place } from '../../src/chat/caller.ts'
import { cleanName } from '../../src/chat/clean-name.ts'
import type { Hint } from '../../src/chat/option.ts'
import { Zone } from '../../src/time/local-time.ts'
import type { Channels } from './channels.ts'
import { channelUnknown, fieldsInvalid, messageTooLong, speakerUnknown, threadUnknown } from './errors.ts'
import { type MessageStore, maxListed, playgroundSpace } from './message-store.ts'
import type { People } from './people.ts'
import { Member } from './wire.ts'

const maxKeyLength = 200
/** Text that names something, and so may become a key of the database or part of an address. */
const Key = z
  .string()
  .min(1)
  .max(maxKeyLength)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text))

/** Words of people: any characters, in whole, and of the control characters those that lay out text. */
const words = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text))

/** A name without invisible characters that would break or reverse its line. */
const DisplayName = z
  .string()
  .refine((name) => name.isWellFormed())
  .transform(cleanName)
  .pipe(z.string().min(1).max(40))

const ChannelName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** The time zone of the person's browser; left out if it is not one. */
const BrowserZone = Zone.optional().catch(undefined)

const placeFields = { person: PersonId, channel: ChannelName, thread: Key.optional() }
const maxTextLength = 4000
const maxArgLength = 20_000

/** Whose messages to list, and in which channel or thread: the latest, or those before one of them. */
export const MessagesQuery = z.object({
  ...placeFields,
  limit: z.coerce.number().int().min(1).max(maxListed).optional(),
  before: Key.optional(),
})
/** Which poll’s page, and who reads it; without anybody, what everyone sees. */
export const PageQuery = z.object({ id: Key, person: PersonId.optional() })
/** The text in the message box; a space at its end matters. */
export const SuggestRequest = z.object({ ...placeFields, text: words(maxTextLength) })

/** Who asks, where, and in which time zone. */
const askFields = { ...placeFields, zone: BrowserZone }

const CallParts = z.object({ command: Key.max(60), args: z.record(Key.max(60), words(maxArgLength)) })
const CallInput = z.union([CallParts, z.string().max(maxArgLength).transform(decodeCall).pipe(CallParts)])
/** @property key Random, the same if the page sends the same call again because no answer came. */
const callFields = { ...askFields, key: Key.max(60).optional() }
/** The call of a press or form, or typed text. */
export const CallRequest = z.union([
  z.object({ ...callFields, call: CallInput }),
  z.object({ ...callFields, text: words(maxTextLength).trim().min(1) }),
])
/** Words in a field of a form, to be read as a time. */
export const ReadingRequest = z.object({
  ...askFields,
  call: CallParts,
  option: Key.max(60),
  text: words(maxTextLength),
})
/** Who gives a file to a form, and where. */
export const FileQuery = z.object(placeFields)
export const EventsQuery = z.object({ person: PersonId })
export const NewPersonRequest = z.object({
  name: DisplayName,
  rank: Member.unwrap().shape.rank,
})
/** @property person Who adds it, whose zone becomes that of the channel. */
export const NewChannelRequest = z.object({
  name: ChannelName,
  person: PersonId.optional(),
  zone: BrowserZone,
  people: z.array(PersonId).max(200).optional(),
  managers: z.array(PersonId).max(20).optional(),
})
/** Up to when a person has read: each channel, and those that aren't named; in ms since 1970. */
export const NewsRequest = z.object({
  person: PersonId,
  read: z.record(ChannelName, z.int()).transform((read) => new Map(Object.entries(read))),
  otherwise: z.int(),
})
/** Whose state it is; without anybody, what everyone sees. */
export const StateQuery = z.object({ person: PersonId.optional() })

const fieldRemedies: Readonly<Record<string, string>> = {
  name: 'Names have 1 to 40 characters. Channel names use small letters, digits and hyphens.',
  text: `Write 1 to ${maxTextLength} characters, without control characters.`,
}

/** @throws HTTPException if the request doesn't fit the schema; its cause is a `UserError` that doesn't quote it. */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'request')))]
  const length = TextBody.parse(body).text.length
  const cause =
    names.includes('text') && length > maxTextLength
      ? messageTooLong(length - maxTextLength, maxTextLength)
      : fieldsInvalid(names, names.flatMap((name) => fieldRemedies[name] ?? []).join(' '))
  throw new HTTPException(400, { cause })
}

/** The text of a request, to measure it. */
const TextBody = z.object({ text: z.string().catch('') }).catch({ text: '' })

interface Asked {
  readonly person: PersonId
  readonly channel: string
  readonly thread?: string | undefined
  readonly zone?: string | undefined
}

/** Reads the caller of a request. The rank is looked up: a request can't claim one. */
export async function readCaller(
  { person, channel, thread, zone }: Asked,
  people: People,
  channels: Pick<Channels, 'rankIn'>,
  messages: Pick<MessageStore, 'find'>,
): Promise<Caller> {
  const member = await people.find(person)
  if (member === undefined) throw speakerUnknown()
  const rank = await channels.rankIn(person, channel)
  if (rank === false) throw channelUnknown()
  if (thread !== undefined && (await messages.find(channel, thread)) === undefined) throw threadUnknown()
  const place: Place = {
    platform: 'web',
    space: playgroundSpace,
    channel,
    ...(thread !== undefined && { thread }),
  }
  return { person: { id: member.id, name: member.name }, place, rank, ...(zone !== undefined && { zone }) }
}

/** @returns the words to the bot; `undefined` if the text is for the people in the channel. */
export function readWordsToBot(
  text: string,
): { readonly words: string; readonly isMention: boolean } | undefined {
  const match = /^(?:\/grid|(?<mention>@cruxgrid))(?:[\s,:]+(?<words>.*))?$/is.exec(text)
  if (match === null) return undefined
  const { words = '', mention } = match.groups ?? {}
  return { words, isMention: mention !== undefined }
}

/** The call with people's names replaced by their ids. @throws UserError naming the first unknown person. */
export async function resolvePeople(
  call: Call,
  hints: Readonly<Record<string, Hint>>,
  people: People,
): Promise<Call> {
  const args = await Promise.all(
    Object.entries(call.args).map(async ([name, value]) => {
      if (hints[name]?.kind === 'people') return [name, (await people.readIds(value)).join(',')] as const
      return [name, await people.unmark(value)] as const
    }),
  )
  return { command: call.command, args: Object.fromEntries(args) }
}
