import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import { type Channels, channelOf, serverOf } from '../client/channels.ts'
import { tooManyMessages } from '../client/errors.ts'
import { isForbidden, isGone } from '../client/faults.ts'
import { mayReadHistory } from '../client/permissions.ts'
import { limits } from '../format/limits.ts'

/** Tolerance for the difference between Discord's clock and this one. */
const marginMs = 5 * 60_000
const maxPages = 10
/** Discord's ids count ms from the beginning of 2015. */
const epoch = 1_420_070_400_000

const Self = z.object({ id: z.string() })
const SentMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
})
type SentMessage = z.infer<typeof SentMessage>
const History = z.array(SentMessage)
const Threads = z.object({
  threads: z.array(
    z.object({
      id: z.string(),
      parent_id: z.string().nullish(),
      owner_id: z.string().optional(),
      thread_metadata: z.object({ archive_timestamp: z.string() }),
    }),
  ),
  has_more: z.boolean().default(false),
})
type Thread = z.infer<typeof Threads>['threads'][number]

interface Deps {
  readonly rest: REST
  readonly channels: Channels
}

/** Describes the bot's own message that has `mark` and was sent after `since`, in ms since 1970. */
interface SentQuery {
  readonly mark: number
  readonly since: number
}

/**
 * Finds a message that may have been posted although no response arrived.
 *
 * @param isForum Whether the place is a forum, where the message began a post.
 * @returns the message's id; `undefined` if there certainly is no such message.
 * @throws UserError if the bot may not read the history, or there are too many messages since.
 */
export async function findSent(
  deps: Deps,
  place: Place,
  isForum: boolean,
  query: SentQuery,
): Promise<string | undefined> {
  try {
    return await (isForum ? searchForum(deps, place, query) : searchChannel(deps, place, query))
  } catch (fault) {
    throw isForbidden(fault) ? deps.channels.permissionMissing('look back', place) : fault
  }
}

async function searchChannel(
  deps: Deps,
  place: Place,
  { mark, since }: SentQuery,
): Promise<string | undefined> {
  const { rest } = deps
  const channel = channelOf(place)
  const own = await fetchOwnId(rest)
  let after = toMinId(since - marginMs)
  await requireHistory(deps, place, after)
  for (let page = 0; page < maxPages; page += 1) {
    const query = new URLSearchParams({ after, limit: String(limits.page) })
    const messages = History.parse(await rest.get(Routes.channelMessages(channel), { query }))
    const found = messages.find((message) => isMarked(message, own, mark))
    if (found !== undefined) return found.id
    // A page may be shorter than its limit; only an empty one is the last.
    if (messages.length === 0) return undefined
    after = findNewestId(messages.map(({ id }) => id))
  }
  throw tooManyMessages()
}

/**
 * Makes sure that an empty history means that there are no messages: without permission to read it, Discord shows
 * none. A request for a message by its id is refused instead, even if that message does not exist.
 */
async function requireHistory({ rest, channels }: Deps, place: Place, id: string): Promise<void> {
  const own = channels.findOwnPermissions(place)
  if (own !== undefined && !mayReadHistory(own)) throw channels.permissionMissing('look back', place)
  await findMessageById(rest, channelOf(place), id)
}

async function searchForum({ rest }: Deps, place: Place, query: SentQuery): Promise<string | undefined> {
  const own = await fetchOwnId(rest)
  const since = query.since - marginMs
  const oldest = BigInt(toMinId(since))
  const isCandidate = ({ id, parent_id, owner_id }: Thread) =>
    parent_id === place.channel && owner_id === own && BigInt(id) > oldest
  const active = Threads.parse(await rest.get(Routes.guildActiveThreads(serverOf(place)))).threads
  const threads = [...active, ...(await listArchivedThreads(rest, place.channel, since))]
  for (const { id } of threads.filter(isCandidate)) {
    const starter = await findMessageById(rest, id, id)
    if (starter !== undefined && isMarked(starter, own, query.mark)) return id
  }
  return undefined
}

/** Lists archived threads, newest first: a thread may be archived after an hour without messages. */
async function listArchivedThreads(rest: REST, forum: string, since: number): Promise<readonly Thread[]> {
  const found: Thread[] = []
  let before: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const query = new URLSearchParams({
      limit: String(limits.page),
      ...(before !== undefined && { before }),
    })
    const { threads, has_more } = Threads.parse(
      await rest.get(Routes.channelThreads(forum, 'public'), { query }),
    )
    found.push(...threads)
    before = threads.at(-1)?.thread_metadata.archive_timestamp
    if (!has_more || before === undefined || Date.parse(before) < since) return found
  }
  throw tooManyMessages()
}

async function fetchOwnId(rest: REST): Promise<string> {
  return Self.parse(await rest.get(Routes.user())).id
}

async function findMessageById(rest: REST, channel: string, id: string): Promise<SentMessage | undefined> {
  try {
    return SentMessage.parse(await rest.get(Routes.channelMessage(channel, id)))
  } catch (fault) {
    if (isGone(fault)) return undefined
    throw fault
  }
}

const isMarked = ({ author, components: [first] }: SentMessage, own: string, mark: number) =>
  author.id === own && first?.id === mark

/** The smallest id that anything created at this time could have. */
const toMinId = (ms: number): string => String(BigInt(Math.max(0, Math.floor(ms - epoch))) << 22n)

const findNewestId = (ids: readonly string[]): string =>
  ids.reduce((last, id) => (BigInt(id) > BigInt(last) ? id : last))
