import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { type Channels, channelOf, serverOf } from '../client/channels.ts'
import { isForbidden, isGone } from '../client/faults.ts'
import { mayReadHistory } from '../client/permissions.ts'
import { limits } from '../format/limits.ts'

/** Clocks differ. */
const marginMs = 5 * 60_000
const maxPages = 10
/** Discord counts from the beginning of 2015. */
const epoch = 1_420_070_400_000

const Self = z.object({ id: z.string() })
const SentMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
})
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

/** What is looked for: the bot's own message that carries `mark`, sent after `since`, in ms since 1970. */
interface SentQuery {
  readonly mark: number
  readonly since: number
}

/** Finds what the bot may have posted without hearing that it arrived. */
export function createSentSearch(rest: REST, channels: Channels) {
  const fetchOwnId = async (): Promise<string> => Self.parse(await rest.get(Routes.user())).id

  async function searchChannel(place: Place, { mark, since }: SentQuery): Promise<string | undefined> {
    const channel = channelOf(place)
    const own = await fetchOwnId()
    let after = toMinId(since - marginMs)
    await requireHistory(place, after)
    for (let page = 0; page < maxPages; page += 1) {
      const query = new URLSearchParams({ after, limit: String(limits.page) })
      const messages = History.parse(await rest.get(Routes.channelMessages(channel), { query }))
      const found = messages.find((message) => isMarked(message, own, mark))
      if (found !== undefined) return found.id
      // A page may be short of what there is; only an empty one is the last.
      if (messages.length === 0) return undefined
      after = findNewestId(messages.map(({ id }) => id))
    }
    throw tooManyMessages()
  }

  /**
   * Whoever may not look back is shown an empty channel by Discord, which must not be taken for one. A message is
   * refused by its id, also one that there is not.
   */
  async function requireHistory(place: Place, id: string): Promise<void> {
    const own = channels.findOwnPermissions(place)
    if (own !== undefined && !mayReadHistory(own)) throw channels.permissionMissing('look back', place)
    await findMessageById(channelOf(place), id)
  }

  async function findMessageById(
    channel: string,
    id: string,
  ): Promise<z.infer<typeof SentMessage> | undefined> {
    try {
      return SentMessage.parse(await rest.get(Routes.channelMessage(channel, id)))
    } catch (fault) {
      if (isGone(fault)) return undefined
      throw fault
    }
  }

  async function searchForum(place: Place, { mark, since }: SentQuery): Promise<string | undefined> {
    const own = await fetchOwnId()
    const oldest = BigInt(toMinId(since - marginMs))
    const isCandidate = ({ id, parent_id, owner_id }: Thread) =>
      parent_id === place.channel && owner_id === own && BigInt(id) > oldest
    const active = Threads.parse(await rest.get(Routes.guildActiveThreads(serverOf(place)))).threads
    const threads = [...active, ...(await listArchivedThreads(place.channel, since - marginMs))]
    for (const { id } of threads.filter(isCandidate)) {
      const starter = await findMessageById(id, id)
      if (starter !== undefined && isMarked(starter, own, mark)) return id
    }
    return undefined
  }

  /** Threads leave the list of active ones after an hour without a word. */
  async function listArchivedThreads(forum: string, since: number): Promise<readonly Thread[]> {
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

  return {
    /**
     * @param isForum Whether the place is a forum, and what is looked for begins a post of its own.
     * @returns the message's id; nothing where there certainly is no such message.
     * @throws UserError when the bot may not look back, or too much was said.
     */
    async findSent(place: Place, isForum: boolean, query: SentQuery): Promise<string | undefined> {
      try {
        return await (isForum ? searchForum(place, query) : searchChannel(place, query))
      } catch (fault) {
        throw isForbidden(fault) ? channels.permissionMissing('look back', place) : fault
      }
    },
  }
}

export type SentSearch = ReturnType<typeof createSentSearch>

const isMarked = ({ author, components: [first] }: z.infer<typeof SentMessage>, own: string, mark: number) =>
  author.id === own && first?.id === mark

/** The id that something made then would have at the least. */
const toMinId = (ms: number): string => String(BigInt(Math.max(0, Math.floor(ms - epoch))) << 22n)

const findNewestId = (ids: readonly string[]): string =>
  ids.reduce((last, id) => (BigInt(id) > BigInt(last) ? id : last))

const tooManyMessages = () =>
  new UserError(
    "So much was said there since that I can't tell whether my message arrived.",
    'Look whether it is there; if it is not, do it by hand.',
  )
