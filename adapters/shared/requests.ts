import { z } from 'zod'
import type { Bot } from '../../src/bot/bot.ts'
import { type Answer, isRepeat } from '../../src/chat/answer.ts'
import { type Call, decodeCall, encodeCall } from '../../src/chat/call.ts'
import { type Caller, PersonId, Place } from '../../src/chat/caller.ts'
import { tooBusy } from '../../src/chat/errors.ts'
import { findPerson } from '../../src/chat/find-person.ts'
import { randomId } from '../../src/chat/ids.ts'
import type { ChatPort } from '../../src/chat/port.ts'
import { maxPending } from '../../src/limits.ts'
import type { Logger } from '../../src/log.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { refusalView } from '../../src/views/refusal-view.ts'

/** An older request is not finished any more: nobody would expect it. */
const maxAgeMs = 5 * 60_000

const Request = z
  .object({
    v: z.literal(1),
    /** The id of what it makes, so that this is made once. */
    id: z.string(),
    /** Encoded as in a control. */
    call: z.string(),
    person: PersonId,
    place: Place,
    /** When it was asked, in ms since 1970. */
    at: z.int(),
  })
  .readonly()
type Request = z.infer<typeof Request>

/** Everything that finishes a request that was left unfinished. */
interface FinishDeps {
  readonly bot: Bot
  readonly port: Pick<ChatPort, 'post' | 'sendPrivate' | 'canSee' | 'nameOf'>
  readonly log: Logger
}

/**
 * Keeps requests whose answer everyone is to see, from before they are acknowledged until the answer is posted: a restart
 * finishes them. Only calls whose answer is for everyone may be kept; none of them holds a vote.
 *
 * @param platform Each has its own collection.
 */
export function createRequests(store: Store, platform: string, now: () => number) {
  const kind: Kind<Request> = { name: `${platform}-request`, schema: Request }
  const records = store.collection(kind)
  const kept = new Set<string>()

  return {
    /**
     * Keeps a request. On disk when it resolves.
     *
     * @param key The one under which the answer is posted.
     * @returns the caller of the call, who makes the same thing however often the call is handled.
     * @throws UserError if too many are kept already.
     */
    async keep(key: string, call: Call, caller: Caller): Promise<Caller> {
      if (kept.size >= maxPending.requests) throw tooBusy()
      const id = randomId()
      const { person, place } = caller
      const request = { v: 1, id, call: encodeCall(call), person: person.id, place, at: now() } as const
      kept.add(key)
      await records.set(key, request, maxAgeMs)
      return { ...caller, request: id }
    },

    /** To be called when a request is answered, whether it was kept or not. */
    async end(key: string): Promise<void> {
      if (kept.delete(key)) await records.delete(key)
    },

    /** The requests from before a restart that are not answered: a function for each that finishes it. */
    async unfinished(deps: FinishDeps): Promise<readonly (() => Promise<void>)[]> {
      const finishers: (() => Promise<void>)[] = []
      for await (const [key, request] of records.entries(skipCorrupt))
        finishers.push(async () => {
          try {
            if (request.at > now() - maxAgeMs) await finish(deps, key, request)
            await records.delete(key)
          } catch (fault) {
            deps.log.error({ fault }, 'could not finish what was asked before a restart')
          }
        })
      return finishers
    },

    async erasePerson(person: PersonId): Promise<void> {
      for await (const [key, request] of records.entries(skipCorrupt))
        if (request.person === person || request.call.includes(encodeURIComponent(person)))
          await records.delete(key)
    },
  }
}

export type Requests = ReturnType<typeof createRequests>

async function finish({ bot, port }: FinishDeps, key: string, request: Request): Promise<void> {
  const { id, person, place } = request
  const call = decodeCall(request.call)
  const rank = await port.canSee(person, place)
  if (call === undefined || rank === false) return
  const caller = { person: await findPerson(port, person, place), place, rank, request: id }
  await send({ bot, port }, { key, caller }, await bot.handle(call, caller))
}

async function send(
  { bot, port }: Pick<FinishDeps, 'bot' | 'port'>,
  { key, caller: { person, place } }: { readonly key: string; readonly caller: Caller },
  answer: Answer,
): Promise<void> {
  if (answer.kind === 'form' || isRepeat(answer)) return
  if (answer.kind === 'refusal')
    return void (await port.sendPrivate(person.id, place, refusalView(answer), key))
  if (answer.isPrivate) return void (await port.sendPrivate(person.id, place, answer.view, key))
  const message = await port.post(place, answer.view, key)
  if (answer.board !== undefined) await bot.onPosted(answer.board, message, answer.revision)
}
