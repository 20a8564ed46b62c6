import type { Answer, Refusal } from '../chat/answer.ts'
import type { Call } from '../chat/call.ts'
import { type CommandInfo, findCommand } from '../chat/command-info.ts'
import { toPlainText } from '../chat/plain-text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button } from '../chat/view.ts'
import { findTopic, isTopicQuestion } from '../taxonomy/find-topic.ts'
import { topicOf } from '../taxonomy/taxonomy.ts'
import type { Command } from './command.ts'
import { didYouMean, wordsLeftOver, wordsNotUnderstood } from './errors.ts'
import { formCall, hasForm } from './form-call.ts'
import { parseWords, type Typed } from './parse-words.ts'

/** A call that was made by mentioning the bot in a message that everyone there reads. */
export const asMentioned = (call: Call, commands: readonly Command[]): Call => ({
  command: call.command,
  args: { ...call.args, ...findCommand(commands, call)?.whenMentioned },
})

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
  if ('none' in typed) {
    // A question that begins with "is" or "does", or with a typing error.
    if (isTopicQuestion(words)) return { command: 'explain', args: { topic: words } }
    throw wordsNotUnderstood(explainButton(words))
  }
  if ('run' in typed) return resolveTyped({ command: typed.run, args: typed.args }, commands, resolvePeople)
  if ('form' in typed) return openForm(typed, commands, resolvePeople)
  const buttons = await Promise.all(
    typed.choose.map(async (text): Promise<Button> => {
      return { label: text, call: await readChoice(text, commands, resolvePeople) }
    }),
  )
  throw didYouMean(words, buttons)
}

/**
 * A call that was typed, with people as ids. Where some of them can't be found, the call of the command's form, filled in with
 * the others.
 *
 * @throws UserError if there is no form.
 */
export async function resolveTyped(
  call: Call,
  commands: readonly CommandInfo[],
  people: ResolvePeople,
): Promise<Call> {
  const command = findCommand(commands, call)
  if (command === undefined) return call
  const { call: found, faults } = await findPeople(call, command, people)
  return Object.keys(faults).length === 0 ? found : formCall(command, found, { faults })
}

/** The call with the people who can be found, and for each option with others what is wrong. */
async function findPeople(call: Call, command: CommandInfo, people: ResolvePeople) {
  const find = async (name: string, value: string): Promise<string> =>
    (await people({ command: call.command, args: { [name]: value } }, command)).args[name] ?? ''
  const args: Record<string, string> = {}
  const faults: Record<string, string> = {}
  for (const [name, value] of Object.entries(call.args)) {
    try {
      args[name] = await find(name, value)
    } catch (fault) {
      if (!(fault instanceof UserError) || !hasForm(command)) throw fault
      faults[name] = `${fault.happened} ${fault.remedy}`
      const mentions = value.match(/<[^>]*>|[^\s,]+/g) ?? []
      const found = await Promise.all(mentions.map((one) => find(name, one).catch(toNobody)))
      const ids = found.filter((id) => id !== '')
      if (ids.length > 0) args[name] = ids.join(',')
    }
  }
  return { call: { command: call.command, args }, faults }
}

function toNobody(fault: unknown): string {
  if (fault instanceof UserError) return ''
  throw fault
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
  const command = findCommand(commands, { command: form })
  if (command === undefined) return { command: form, args }
  const { call, faults } = await findPeople({ command: form, args }, command, people)
  if (!hasForm(command)) throw wordsLeftOver(command, call, left ?? '')
  return formCall(command, call, { left, faults })
}

/** The call that opens the form of a call whose values were refused, with each mistake at its field. */
function formOfRefusal(answer: Answer, call: Call, commands: readonly CommandInfo[]): Call | undefined {
  const command = findCommand(commands, call)
  const mistakes = answer.kind === 'refusal' ? Object.entries(answer.fields) : []
  if (answer.kind !== 'refusal' || mistakes.length === 0 || command === undefined || !hasForm(command))
    return undefined
  const [[first, sentence] = ['', ''], ...others] = mistakes
  const happened = toPlainText(answer.happened)
  const whole = sentence.startsWith(happened) ? sentence : `${happened} ${sentence}`
  return formCall(command, call, { faults: Object.fromEntries([[first, whole], ...others]) })
}

/**
 * The call that opens the form of a typed call that was refused, filled in with its values and with each mistake at its field;
 * `undefined` if the command has no form.
 */
export function fixCall(refusal: Refusal, call: Call, commands: readonly CommandInfo[]): Call | undefined {
  const command = findCommand(commands, call)
  const isFillable = command !== undefined && hasForm(command) && Object.keys(call.args).length > 0
  return formOfRefusal(refusal, call, commands) ?? (isFillable ? formCall(command, call) : undefined)
}

/** A refusal of values that can't be used, with a button that opens the form with the typed values. */
export function offerForm(answer: Answer, call: Call, commands: readonly CommandInfo[]): Answer {
  const form = formOfRefusal(answer, call, commands)
  if (form === undefined || answer.kind !== 'refusal') return answer
  return { ...answer, buttons: [...answer.buttons, { label: 'Open the form', call: form }] }
}

/**
 * Handles a call that was typed. Values that turn out to be of no use are answered with the form, unless there are others to
 * choose from.
 *
 * @returns the call that was answered, too.
 */
export async function handleTyped(
  call: Call,
  commands: readonly CommandInfo[],
  handle: (call: Call) => Promise<Answer>,
): Promise<{ readonly call: Call; readonly answer: Answer }> {
  const answer = await handle(call)
  const form = formOfRefusal(answer, call, commands)
  const hasChoices = answer.kind === 'refusal' && answer.buttons.length > 0
  if (form === undefined || hasChoices) return { call, answer: offerForm(answer, call, commands) }
  return { call: form, answer: await handle(form) }
}

/** The button that explains the topic which the whole text names. */
function explainButton(words: string): readonly Button[] {
  const found = findTopic(words)
  if (found.kind !== 'topic') return []
  const { name } = topicOf(found.id)
  return [{ label: `Explain ${name}`, call: { command: 'explain', args: { topic: words } } }]
}
