import type { Bot } from '../../src/bot/bot.ts'
import { findCompletions } from '../../src/bot/completions.ts'
import { findStray } from '../../src/bot/parse-words.ts'
import { offerForm, readTypedCall } from '../../src/bot/typed-call.ts'
import { type Answer, withCheckLine } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Caller } from '../../src/chat/caller.ts'
import { meantForBot } from './errors.ts'
import { labels } from './labels.ts'
import type { MessageStore } from './message-store.ts'
import type { People } from './people.ts'
import { readWordsToBot, resolvePeople } from './read.ts'
import type { Reply, WebSuggestion } from './wire.ts'

interface Deps {
  readonly bot: () => Bot
  readonly messages: MessageStore
  readonly people: People
}

/** Responds to typed text: words to the bot are a call, anything else is a message to everyone in the place. */
export async function respondToText(deps: Deps, text: string, caller: Caller): Promise<Reply> {
  const { bot, messages, people } = deps
  const { commands } = bot()
  const words = readWordsToBot(text)
  const readCall = async (words: string) =>
    readTypedCall(await people.mark(words), commands, (call, { hints }) => resolvePeople(call, hints, people))
  if (words !== undefined) return respondToCall(deps, await readCall(words), caller, text)
  const stray = findStray(text, commands)
  if (stray !== undefined) throw meantForBot(stray, await readCall(stray))
  const { id } = await messages.add(caller.place, { author: caller.person.id, text })
  return { kind: 'posted', id }
}

/**
 * Responds to a press, a form or typed words. An answer for everyone becomes a message, after the words that were
 * typed for it; any other answer is only for the caller.
 */
export async function respondToCall(
  { bot, messages, people }: Deps,
  typedCall: Call,
  caller: Caller,
  typed?: string,
): Promise<Reply> {
  const call = await resolvePeople(typedCall, bot().find(typedCall)?.hints ?? {}, people)
  const answer = complete(await bot().handle(call, caller), call, bot())
  if (answer.kind !== 'shown' || answer.isPrivate || bot().audienceOf(call) !== 'everyone') return answer
  if (typed !== undefined) await messages.add(caller.place, { author: caller.person.id, text: typed })
  const { id } = await messages.add(caller.place, { view: answer.view })
  if (answer.board !== undefined)
    await bot().onPosted(answer.board, { place: caller.place, id }, answer.revision)
  return { kind: 'posted', id }
}

/** A form says what its button does; a refusal of typed values offers one. */
function complete(answer: Answer, call: Call, { commands }: Pick<Bot, 'commands'>): Answer {
  if (answer.kind !== 'form') return offerForm(answer, call, commands)
  return withCheckLine(answer, answer.submitLabel ?? labels.send)
}

/** Suggests how the text in the message box could continue. */
export async function suggest(
  { bot }: Pick<Deps, 'bot'>,
  text: string,
  caller: Caller,
): Promise<readonly WebSuggestion[]> {
  if (text.startsWith('/') && '/grid'.startsWith(text))
    return [{ insert: '/grid ', label: '/grid', help: labels.gridHelp }]
  const words = readWordsToBot(text)
  if (words === undefined) return []
  const found = await findCompletions(words, bot(), caller)
  return found.map((one) => ({ ...one, insert: `/grid ${one.insert}` }))
}
