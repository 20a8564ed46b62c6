import type { Bot } from '../../src/bot/bot.ts'
import { findCompletions } from '../../src/bot/completions.ts'
import { readWords } from '../../src/bot/parse-words.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Caller } from '../../src/chat/caller.ts'
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
  const { bot, messages } = deps
  const words = readWordsToBot(text)
  if (words !== undefined) return respondToCall(deps, readWords(words, bot().commands), caller, text)
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
  const answer = await bot().handle(call, caller)
  if (answer.kind !== 'shown' || answer.isPrivate || bot().audienceOf(call) !== 'everyone') return answer
  if (typed !== undefined) await messages.add(caller.place, { author: caller.person.id, text: typed })
  const { id } = await messages.add(caller.place, { view: answer.view })
  if (answer.board !== undefined)
    await bot().onPosted(answer.board, { place: caller.place, id }, answer.revision)
  return { kind: 'posted', id }
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
