import type { Bot } from '../../../src/bot/bot.ts'
import { readWords } from '../../../src/bot/parse-words.ts'
import { type Answer, type Refusal, refusalOf } from '../../../src/chat/answer.ts'
import { type Call, fillCall } from '../../../src/chat/call.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { apologyView, refusalView } from '../../../src/views/refusal-view.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Messages } from '../sending/messages.ts'
import type { SlackActor } from './actor.ts'
import type { FormOpener } from './open-form.ts'
import type { PrivateReplies } from './private-replies.ts'
import type { readShortcut, readSlash } from './read.ts'
import type { CallerReader } from './read-caller.ts'
import { resolvePeople } from './resolve-people.ts'

/** Deps of everything that answers a delivery. */
export interface ResponseDeps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly callerReader: CallerReader
  readonly formOpener: FormOpener
  readonly messages: Messages
  readonly privateReplies: PrivateReplies
}

/** A call that belongs to no command, so that the bot refuses it. */
export const unknownCall: Call = { command: 'unknown', args: {} }

/** Responds to words after `/grid`, after a mention, or in direct messages. */
export const respondToWords = (
  deps: ResponseDeps,
  workspace: Workspace,
  { actor, words }: ReturnType<typeof readSlash>,
  key: string,
): Promise<void> => respond(deps, workspace, actor, () => readWords(words, deps.bot().commands), key)

/** Responds to an entry of a message's menu or of the global one. */
export function respondToMenu(
  deps: ResponseDeps,
  workspace: Workspace,
  { actor, name, text }: ReturnType<typeof readShortcut>,
  key: string,
): Promise<void> {
  const calls: Readonly<Record<string, Call>> = {
    place: { command: 'place', args: { text } },
    start: fillCall({ command: 'poll', args: {} }),
  }
  return respond(deps, workspace, actor, () => calls[name] ?? unknownCall, key)
}

/** Apologises to the user for a fault. @param reference The id of the fault in the logs. */
export const replyWithFault = (
  { privateReplies }: ResponseDeps,
  workspace: Workspace,
  actor: SlackActor,
  reference: string,
): Promise<void> => privateReplies.send(workspace, actor, apologyView(reference), reference)

/**
 * Reads a call, lets the bot handle it, and sends the answer. The delivery has been acknowledged before.
 *
 * @param key Identifies the delivery, so that it is answered once.
 */
export async function respond(
  deps: ResponseDeps,
  workspace: Workspace,
  actor: SlackActor,
  read: () => Call,
  key: string,
): Promise<void> {
  const { bot, formOpener, privateReplies } = deps
  const call = readOrRefuse(() => {
    const call = read()
    return resolvePeople(call, bot().find(call)?.hints ?? {}, workspace.team)
  })
  if ('kind' in call) return privateReplies.send(workspace, actor, refusalView(call), key)
  const handling = handleCall(deps, workspace, actor, call)
  if (bot().audienceOf(call) === 'form') return formOpener.open(workspace, actor, call, handling, key)
  await sendAnswer(deps, workspace, actor, call, await handling, key)
}

/** Lets the bot handle a call. A call whose answer is for everyone is refused where the bot can't post. */
export async function handleCall(
  { bot, callerReader }: ResponseDeps,
  workspace: Workspace,
  actor: SlackActor,
  call: Call,
): Promise<Answer> {
  try {
    if (bot().audienceOf(call) === 'everyone') await callerReader.requireMayPost(workspace, actor)
    return await bot().handle(call, await callerReader.readCaller(workspace, actor))
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}

/** Sends an answer to its audience; a refusal only to the user. */
export async function sendAnswer(
  { bot, callerReader, messages, privateReplies }: ResponseDeps,
  workspace: Workspace,
  actor: SlackActor,
  call: Call,
  answer: Answer,
  key: string,
): Promise<void> {
  if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
  if (answer.kind === 'refusal') return privateReplies.send(workspace, actor, refusalView(answer), key)
  if (bot().audienceOf(call) !== 'everyone') return privateReplies.send(workspace, actor, answer.view, key)
  const { place } = await callerReader.readCaller(workspace, actor)
  try {
    if (answer.board === undefined) return void (await messages.post(place, answer.view, key))
    await bot().onPosted(answer.board, await messages.postBoard(place, answer.view, key))
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault
    await privateReplies.send(workspace, actor, refusalView(refusalOf(fault)), key)
  }
}

function readOrRefuse(read: () => Call): Call | Refusal {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}
