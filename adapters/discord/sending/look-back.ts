import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { type Channels, channelOf, serverOf } from '../client/channels.ts'
import { isForbidden, isGone } from '../client/faults.ts'
import { mayLookBack } from '../client/permissions.ts'
import { limits } from '../format/limits.ts'

/** Clocks differ. */
const marginMs = 5 * 60_000
const mostPages = 10
/** Discord counts from the beginning of 2015. */
const epoch = 1_420_070_400_000

const Self = z.object({ id: z.string() })
const Said = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
})
const History = z.array(Said)
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
interface Wanted {
  readonly mark: number
  readonly since: number
}

/** Finds what the bot may have posted without hearing that it arrived. */
export function createLookBack(rest: REST, channels: Channels) {
  const self = async (): Promise<string> => Self.parse(await rest.get(Routes.user())).id

  async function findMessage(place: Place, { mark, since }: Wanted): Promise<string | undefined> {
    const channel = channelOf(place)
    const own = await self()
    let after = idAt(since - marginMs)
    await demandHistory(place, after)
    for (let page = 0; page < mostPages; page += 1) {
      const query = new URLSearchParams({ after, limit: String(limits.page) })
      const said = History.parse(await rest.get(Routes.channelMessages(channel), { query }))
      const found = said.find((message) => isMarked(message, own, mark))
      if (found !== undefined) return found.id
      // A page may be short of what there is; only an empty one is the last.
      if (said.length === 0) return undefined
      after = newest(said.map(({ id }) => id))
    }
    throw tooMuch()
  }

  /**
   * Whoever may not look back is shown an empty channel by Discord, which must not be taken for one. A message is
   * refused by its id, also one that there is not.
   */
  async function demandHistory(place: Place, id: string): Promise<void> {
    const own = channels.ownIn(place)
    if (own !== undefined && !mayLookBack(own)) throw channels.forbidden('look back', place)
    await findSaid(channelOf(place), id)
  }

  async function findSaid(channel: string, id: string): Promise<z.infer<typeof Said> | undefined> {
    try {
      return Said.parse(await rest.get(Routes.channelMessage(channel, id)))
    } catch (fault) {
      if (isGone(fault)) return undefined
      throw fault
    }
  }

  async function findPost(place: Place, { mark, since }: Wanted): Promise<string | undefined> {
    const own = await self()
    const oldest = BigInt(idAt(since - marginMs))
    const isCandidate = ({ id, parent_id, owner_id }: Thread) =>
      parent_id === place.channel && owner_id === own && BigInt(id) > oldest
    const active = Threads.parse(await rest.get(Routes.guildActiveThreads(serverOf(place)))).threads
    const threads = [...active, ...(await archivedSince(place.channel, since - marginMs))]
    for (const { id } of threads.filter(isCandidate)) {
      const starter = await findSaid(id, id)
      if (starter !== undefined && isMarked(starter, own, mark)) return id
    }
    return undefined
  }

  /** Threads leave the list of active ones after an hour without a word. */
  async function archivedSince(forum: string, since: number): Promise<readonly Thread[]> {
    const found: Thread[] = []
    let before: string | undefined
    for (let page = 0; page < mostPages; page += 1) {
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
    throw tooMuch()
  }

  return {
    /**
     * @param isForum Whether the place is a forum, and what is looked for begins a post of its own.
     * @returns the message's id; nothing where there certainly is no such message.
     * @throws UserError when the bot may not look back, or too much was said.
     */
    async find(place: Place, isForum: boolean, wanted: Wanted): Promise<string | undefined> {
      try {
        return await (isForum ? findPost(place, wanted) : findMessage(place, wanted))
      } catch (fault) {
        throw isForbidden(fault) ? channels.forbidden('look back', place) : fault
      }
    },
  }
}

export type LookBack = ReturnType<typeof createLookBack>

const isMarked = ({ author, components: [first] }: z.infer<typeof Said>, own: string, mark: number) =>
  author.id === own && first?.id === mark

/** The id that something made then would have at the least. */
const idAt = (ms: number): string => String(BigInt(Math.max(0, Math.floor(ms - epoch))) << 22n)

const newest = (ids: readonly string[]): string =>
  ids.reduce((last, id) => (BigInt(id) > BigInt(last) ? id : last))

const tooMuch = () =>
  new UserError(
    "So much was said there since that I can't tell whether my message arrived.",
    'Look whether it is there; if it is not, do it by hand.',
  )
