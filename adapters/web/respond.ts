import type { Bot } from '../../src/bot/bot.ts'
import { findCompletions } from '../../src/bot/completions.ts'
import { findStray } from '../../src/bot/parse-words.ts'
import { asMentioned, handleTyped, offerForm, readTypedCall } from '../../src/bot/typed-call.ts'
import type { Answer, Form } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Caller } from '../../src/chat/caller.ts'
import { withCheckLine } from '../../src/views/form-view.ts'
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

/**
 * Responds to typed text: words to the bot are a call, anything else is a message to everyone in the place.
 *
 * @param key Of the request: the message is added once for it.
 */
export async function respondToText(
  deps: Deps,
  { text, key }: { readonly text: string; readonly key?: string | undefined },
  caller: Caller,
): Promise<Reply> {
  const { bot, messages, people } = deps
  const { commands } = bot()
  const toBot = readWordsToBot(text)
  const readCall = async (words: string) =>
    readTypedCall(await people.mark(words), commands, (call, { hints }) => resolvePeople(call, hints, people))
  if (toBot !== undefined) {
    const call = await readCall(toBot.words)
    return respondToCall(deps, toBot.isMention ? asMentioned(call, commands) : call, caller, text)
  }
  const stray = findStray(text, commands)
  if (stray !== undefined) throw meantForBot(stray, await readCall(stray))
  const { person, place } = caller
  // A process that ended in between has forgotten the key, but not the message.
  const once = key === undefined ? undefined : `${person.id} ${key}`
  const { id } = await messages.add(place, { author: person.id, text }, once)
  return { kind: 'posted', id }
}

/**
 * Responds to a press, a form or typed words. An answer for everyone becomes a message, after the words that were
 * typed for it; any other answer is only for the caller.
 */
export async function respondToCall(deps: Deps, made: Call, caller: Caller, typed?: string): Promise<Reply> {
  const { bot, messages, people } = deps
  const read = await resolvePeople(made, bot().find(made)?.hints ?? {}, people)
  const { call, answer } = await (typed === undefined ? handleMade : handleTypedCall)(bot(), read, caller)
  if (answer.kind === 'form') return complete(answer)
  if (answer.kind !== 'shown' || answer.isPrivate || bot().audienceOf(call) !== 'everyone') return answer
  const said =
    typed === undefined
      ? undefined
      : await messages.add(caller.place, { author: caller.person.id, text: typed })
  const { thread = said?.id } = caller.place
  const place =
    answer.thread === undefined || thread === undefined ? caller.place : { ...caller.place, thread }
  const { id } = await messages.add(place, { view: answer.view })
  if (answer.board !== undefined) await bot().onPosted(answer.board, { place, id }, answer.revision)
  if (answer.receipt !== undefined) return { kind: 'shown', view: answer.receipt, isPrivate: true }
  return { kind: 'posted', id }
}

interface Answered {
  readonly call: Call
  readonly answer: Answer
}

/** A press or a form: its dialog shows a refusal itself. */
async function handleMade({ commands, handle }: Bot, call: Call, caller: Caller): Promise<Answered> {
  return { call, answer: offerForm(await handle(call, caller), call, commands) }
}

const handleTypedCall = ({ commands, handle, formFor }: Bot, call: Call, caller: Caller): Promise<Answered> =>
  handleTyped(formFor(call) ?? call, commands, (call) => handle(call, caller))

/** The form with what its button does. */
const complete = (form: Form): Form => withCheckLine(form, form.submitLabel ?? labels.send)

/** How words in a field of a form are read, written out; '' if they can't be. */
export async function readField(
  { bot }: Pick<Deps, 'bot'>,
  { call, option, text }: { readonly call: Call; readonly option: string; readonly text: string },
  caller: Caller,
): Promise<string> {
  const [first] = await bot().suggest(call, option, text, caller)
  return first?.isReading === true ? first.label : ''
}

/** Suggests how the text in the message box could continue. */
export async function suggest(
  { bot }: Pick<Deps, 'bot'>,
  text: string,
  caller: Caller,
): Promise<readonly WebSuggestion[]> {
  if (text.startsWith('/') && '/grid'.startsWith(text))
    return [{ insert: '/grid ', label: '/grid', help: labels.gridHelp }]
  const toBot = readWordsToBot(text)
  if (toBot === undefined) return []
  const found = await findCompletions(toBot.words, bot(), caller)
  return found.map((one) => ({ ...one, insert: `/grid ${one.insert}` }))
}
