import type { Bot } from '../../../src/bot/bot.ts'
import { asMentioned, handleTyped, readTypedCall } from '../../../src/bot/typed-call.ts'
import { type Answer, isRepeat, type Refusal, refusalOf } from '../../../src/chat/answer.ts'
import { type Call, fillCall } from '../../../src/chat/call.ts'
import { livesElsewhere } from '../../../src/chat/errors.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { apologyView, refusalView } from '../../../src/views/refusal-view.ts'
import type { Acknowledger } from '../../shared/acknowledge.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import type { Requests } from '../../shared/requests.ts'
import type { UserGroups } from '../client/user-groups.ts'
import { toShortView } from '../format/short-view.ts'
import type { Messages } from '../sending/messages.ts'
import type { SlackActor } from './actor.ts'
import type { Delivery } from './delivery.ts'
import { type LookedAt, toLookedAt } from './looked-at.ts'
import type { FormOpener } from './open-form.ts'
import type { PrivateReplies } from './private-replies.ts'
import type { readShortcut } from './read.ts'
import type { CallerReader } from './read-caller.ts'
import { resolvePeople, type UsersOf } from './resolve-people.ts'

/** Deps of everything that answers a delivery. */
export interface ResponseDeps {
  readonly acknowledger: Acknowledger
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly callerReader: CallerReader
  readonly clock: Pick<Clock, 'limit'>
  readonly formOpener: FormOpener
  readonly lookedAt: LookedAt
  readonly messages: Messages
  readonly privateReplies: PrivateReplies
  readonly requests: Requests
  readonly userGroups: UserGroups
}

/** A call that belongs to no command, so that the bot refuses it. */
export const unknownCall: Call = { command: 'unknown', args: {} }

/** The users of a user group in the conversation of a delivery. */
const usersOfIn =
  ({ userGroups }: ResponseDeps, { workspace, actor }: Delivery): UsersOf =>
  (group) =>
    userGroups.usersOf(workspace, group, actor.channel)

/** Responds to words after `/grid`, after a mention, or in direct messages. @param isMention Whether everyone in a channel reads them. */
export async function respondToWords(
  deps: ResponseDeps,
  given: Delivery,
  { words, isMention = false }: { readonly words: string; readonly isMention?: boolean },
): Promise<void> {
  const { bot, formOpener, privateReplies } = deps
  const { commands, formFor, audienceOf } = bot()
  const { team } = given.workspace
  const read = await readOrRefuse(() =>
    readTypedCall(words, commands, (call, { hints }) =>
      resolvePeople(call, hints, team, usersOfIn(deps, given)),
    ),
  )
  if ('kind' in read) return privateReplies.send(given, refusalView(read))
  const { actor, call: asked } = toLookedAt(deps, given, read)
  const delivery = { ...given, actor }
  const typed = formFor(asked) ?? (isMention ? asMentioned(asked, commands) : asked)
  const handle = (call: Call) => handleCall(deps, delivery, call)
  if (audienceOf(typed) === 'form') return formOpener.open(delivery, typed, handle(typed))
  const { call, answer } = await acknowledgeStored(deps, delivery, handleTyped(typed, commands, handle))
  if (answer.kind === 'form') return formOpener.open(delivery, call, Promise.resolve(answer))
  await sendAnswer(deps, delivery, call, answer)
}

/** Acknowledges a delivery when its outcome is stored, or as late as it may be. @returns the outcome. */
async function acknowledgeStored<Outcome>(
  { acknowledger }: Pick<ResponseDeps, 'acknowledger'>,
  { acknowledge }: Delivery,
  stored: Promise<Outcome>,
): Promise<Outcome> {
  if (acknowledge === undefined) return stored
  try {
    await acknowledger.outcomeInTime(stored)
  } finally {
    await acknowledge()
  }
  return stored
}

/** Responds to an entry of a message's menu or of the global one. */
export function respondToMenu(
  deps: ResponseDeps,
  delivery: Delivery,
  { name, message: { text, title = '' } }: ReturnType<typeof readShortcut>,
): Promise<void> {
  const calls: Readonly<Record<string, Call>> = {
    place: { command: 'place', args: { text, title } },
    start: fillCall({ command: 'poll', args: {} }),
  }
  return respond(deps, delivery, () => calls[name] ?? unknownCall)
}

/** Apologises to the user for a fault. @param reference The id of the fault in the logs. */
export const replyWithFault = (
  { privateReplies }: ResponseDeps,
  { workspace, actor }: Omit<Delivery, 'key'>,
  reference: string,
): Promise<void> => privateReplies.send({ workspace, actor, key: reference }, apologyView(reference))

/** Reads a call, lets the bot handle it, acknowledges the delivery, and sends the answer. */
export async function respond(
  deps: ResponseDeps,
  given: Delivery,
  read: () => Call | Promise<Call>,
): Promise<void> {
  const { bot, formOpener, privateReplies } = deps
  const found = await readOrRefuse(async () => {
    const call = await read()
    const hints = bot().find(call)?.hints ?? {}
    return resolvePeople(call, hints, given.workspace.team, usersOfIn(deps, given))
  })
  if ('kind' in found) return privateReplies.send(given, refusalView(found))
  const { actor, call } = toLookedAt(deps, given, found)
  const delivery = { ...given, actor }
  const handling = handleCall(deps, delivery, call)
  if (bot().audienceOf(call) === 'form') return formOpener.open(delivery, call, handling)
  await sendAnswer(deps, delivery, call, await acknowledgeStored(deps, delivery, handling))
}

/**
 * Lets the bot handle a call. A call whose answer is for everyone is refused where the bot can't post, which only those
 * learn who see the channel. Else it is kept until it is answered, and the delivery is acknowledged meanwhile.
 */
export async function handleCall(
  { bot, callerReader, requests }: ResponseDeps,
  { workspace, actor, key, acknowledge }: Delivery,
  call: Call,
): Promise<Answer> {
  try {
    const caller = await callerReader.readCaller(workspace, actor)
    if (bot().audienceOf(call) !== 'everyone') return await bot().handle(call, caller)
    if (isElsewhere(actor)) throw livesElsewhere(caller.place)
    // Outside a channel, the bot refuses what is about a poll: it knows where that is, and who sees it.
    if (actor.channel !== undefined || call.args.poll === undefined)
      await callerReader.requireMayPost(workspace, actor)
    const kept = await requests.keep(key, call, caller)
    await acknowledge?.()
    return await bot().handle(call, kept)
  } catch (fault) {
    return toRefusal(fault)
  }
}

/** Whether a call is about another conversation than the one that its answer would be looked for in. */
const isElsewhere = ({ about, channel }: SlackActor): boolean =>
  about !== undefined && about.channel !== channel

/** Sends an answer to its audience; a refusal only to the user, and not again if they have just read it. */
export async function sendAnswer(
  deps: ResponseDeps,
  delivery: Delivery,
  call: Call,
  answer: Answer,
): Promise<void> {
  const { bot, callerReader, messages, privateReplies } = deps
  if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
  if (isRepeat(answer)) return
  if (answer.kind === 'refusal') return privateReplies.sendReceipt(delivery, call, refusalView(answer))
  const { workspace, actor, key } = delivery
  if (answer.isPrivate) {
    // Its controls may hold what the user typed. Addressed to the user, they are erased with the person.
    const about = actor.about ?? (await callerReader.readPlace(workspace, actor))
    return privateReplies.send({ ...delivery, actor: { ...actor, about } }, answer.view)
  }
  if (bot().audienceOf(call) !== 'everyone') return privateReplies.sendReceipt(delivery, call, answer.view)
  const place = await callerReader.readPlace(workspace, actor)
  try {
    if (answer.board === undefined) {
      const { mention } = actor
      if (mention === undefined) await messages.post(place, answer.view, key)
      else await messages.post({ ...place, thread: mention }, toShortView(answer.view), key)
      return
    }
    // With its picture, if the message is not edited at once.
    const post = answer.revision === undefined ? messages.postBoard : messages.post
    await bot().onPosted(answer.board, await post(place, answer.view, key), answer.revision)
    if (answer.receipt !== undefined) await privateReplies.send(delivery, answer.receipt)
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault
    await privateReplies.send(delivery, refusalView(refusalOf(fault)))
  }
}

async function readOrRefuse(read: () => Promise<Call>): Promise<Call | Refusal> {
  try {
    return await read()
  } catch (fault) {
    return toRefusal(fault)
  }
}

/** The refusal that shows a mistake. @throws any other fault. */
export function toRefusal(fault: unknown): Refusal {
  if (fault instanceof UserError) return refusalOf(fault)
  throw fault
}
