import type { Answer } from '../chat/answer.ts'
import { type Call, fillCall } from '../chat/call.ts'
import { type CommandInfo, findCommand } from '../chat/command-info.ts'
import { UserError, withButtons } from '../chat/user-error.ts'
import type { Button } from '../chat/view.ts'
import { findTopic } from '../taxonomy/find-topic.ts'
import { topicOf } from '../taxonomy/taxonomy.ts'
import { didYouMean, wordsLeftOver, wordsNotUnderstood } from './errors.ts'
import { parseWords, type Typed } from './parse-words.ts'
import { vocabularyOf } from './words/vocabulary.ts'

/** Replaces people in a call's arguments by their ids. @throws UserError for those who can't be found. */
type ResolvePeople = (call: Call, command: CommandInfo) => Call | Promise<Call>

/**
 * Reads typed words as a call: of the command that they run, or of the form that they open.
 *
 * @param words Without the root command or the mention.
 * @throws UserError with a question where words are ambiguous, are not for the bot, or are left over where
 *   there is no form.
 */
export async function readTypedCall(
  words: string,
  commands: readonly CommandInfo[],
  resolvePeople: ResolvePeople,
): Promise<Call> {
  const typed = parseWords(words, commands)
  if ('none' in typed) throw wordsNotUnderstood(explainButton(words))
  if ('run' in typed) return resolve({ command: typed.run, args: typed.args }, commands, resolvePeople)
  if ('form' in typed) return openForm(typed, commands, resolvePeople)
  const buttons = await Promise.all(
    typed.choose.map(async (text): Promise<Button> => {
      return { label: text, call: await readChoice(text, commands, resolvePeople) }
    }),
  )
  throw didYouMean(words, buttons)
}

async function resolve(call: Call, commands: readonly CommandInfo[], people: ResolvePeople): Promise<Call> {
  const command = findCommand(commands, call)
  if (command === undefined) return call
  try {
    return await people(call, command)
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault
    throw withButtons(fault, [formButton(withoutPeople(call, command))])
  }
}

function withoutPeople({ command, args }: Call, { hints }: CommandInfo): Call {
  const others = Object.entries(args).filter(([name]) => hints[name]?.kind !== 'people')
  return { command, args: Object.fromEntries(others) }
}

/** The call of a choice's button. One that asks again shows that command's help. */
async function readChoice(
  text: string,
  commands: readonly CommandInfo[],
  people: ResolvePeople,
): Promise<Call> {
  try {
    return await readTypedCall(text, commands, people)
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault
    return { command: 'help', args: {} }
  }
}

async function openForm(
  { form, args, left }: Extract<Typed, { readonly form: string }>,
  commands: readonly CommandInfo[],
  people: ResolvePeople,
): Promise<Call> {
  const call = await resolve({ command: form, args }, commands, people)
  const command = findCommand(commands, call)
  if (command === undefined) return call
  if (!hasForm(command)) throw wordsLeftOver(command, call, left ?? '')
  // Its own form is filled in with what there is already.
  if (command.naming?.opensForm !== undefined)
    return { command: form, args: { ...call.args, ...(left !== undefined && { left }) } }
  return fillCall({ command: form, args: {} }, call.args, left)
}

/** Whether there is something to fill in: more than which poll it is about. */
const hasForm = (command: CommandInfo): boolean =>
  vocabularyOf(command).options.some(
    ({ kind, isFirst, isRequired }) => isRequired || kind !== 'paper' || !isFirst,
  )

const formButton = ({ command, args }: Call): Button => ({
  label: 'Open the form',
  call: fillCall({ command, args: {} }, args),
})

/** A refusal of values that can't be used, with a button that opens the form with the typed values. */
export function offerForm(answer: Answer, call: Call, commands: readonly CommandInfo[]): Answer {
  const command = findCommand(commands, call)
  const isMendable = answer.kind === 'refusal' && Object.keys(answer.fields).length > 0
  if (!isMendable || command === undefined || command.examples.length === 0 || !hasForm(command))
    return answer
  return { ...answer, buttons: [...answer.buttons, formButton(call)] }
}

/** The button that explains the topic which the whole text names. */
function explainButton(words: string): readonly Button[] {
  const found = findTopic(words)
  if (found.kind !== 'topic') return []
  const { name } = topicOf(found.id)
  return [{ label: `Explain ${name}`, call: { command: 'explain', args: { topic: words } } }]
}
