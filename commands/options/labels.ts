import type { Suggest } from '../../src/bot/command.ts'
import type { Context } from '../../src/bot/context.ts'
import { choice, onlyWith, optional, text, typed } from '../../src/chat/option.ts'
import type { ThreadLabel } from '../../src/chat/port.ts'
import type { UserError } from '../../src/chat/user-error.ts'
import type { Settings } from '../../src/poll/settings.ts'
import { unknownLabel } from './errors.ts'

/** The value for no label. */
const none = 'none'

const questions = {
  'tag-open': 'Tag of posts whose poll is open',
  'tag-closed': 'Tag of posts whose poll is closed',
} as const
type LabelOption = keyof typeof questions

const labelOption = (name: LabelOption) =>
  onlyWith(
    typed(optional(text(`${questions[name]}: its name, or none`, 100)), { onlyWithName: true }),
    'labels',
  )

/** The labels that follow the poll in a thread, by their names. */
export const labelOptions = {
  'tag-open': labelOption('tag-open'),
  'tag-closed': labelOption('tag-closed'),
}

/** The same as choices among the labels that threads can have here, for a form. */
export const labelChoices = (labels: readonly ThreadLabel[]) => {
  const values = { [none]: 'No tag', ...Object.fromEntries(labels.map(({ name }) => [name, name])) }
  return {
    'tag-open': choice(questions['tag-open'], values),
    'tag-closed': choice(questions['tag-closed'], values),
  }
}

type Given = Partial<Readonly<Record<LabelOption, string | undefined>>>

/** The present labels as a form has them. */
export const toLabelValues = ({ labels }: Settings): Record<LabelOption, string> => ({
  'tag-open': labels?.open?.name ?? none,
  'tag-closed': labels?.closed?.name ?? none,
})

/** The typed words as values of the form; words that name no label stay unchanged. */
export const toTypedValues = (given: Given, labels: readonly ThreadLabel[]) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, words]) =>
      words === undefined ? [] : [[name, isNone(words) ? none : (find(words, labels)?.name ?? words)]],
    ),
  )

/**
 * The settings' labels with those that were given.
 *
 * @throws UserError for words that name no label.
 */
export function readLabels(
  given: Given,
  before: Settings['labels'],
  labels: readonly ThreadLabel[],
): NonNullable<Settings['labels']> {
  const [fault] = unknownIn(given, labels)
  if (fault !== undefined) throw fault
  const labelFor = (name: LabelOption, present: ThreadLabel | undefined) => {
    const words = given[name]
    if (words === undefined) return present
    return isNone(words) ? undefined : find(words, labels)
  }
  const open = labelFor('tag-open', before?.open)
  const closed = labelFor('tag-closed', before?.closed)
  return { ...(open && { open }), ...(closed && { closed }) }
}

const unknownIn = (given: Given, labels: readonly ThreadLabel[]): readonly UserError[] =>
  Object.entries(given).flatMap(([name, words]) =>
    words === undefined || isNone(words) || find(words, labels) !== undefined
      ? []
      : [unknownLabel(name, words, labels)],
  )

/** Option name → what is wrong with its words. */
export const faultsInLabels = (
  given: Given,
  labels: readonly ThreadLabel[],
): Readonly<Record<string, string>> =>
  Object.assign({}, ...unknownIn(given, labels).map(({ help }) => help.fields))

const isNone = (words: string): boolean => /^(?:none|no tag)$/i.test(words.trim())

function find(words: string, labels: readonly ThreadLabel[]): ThreadLabel | undefined {
  const name = words.trim().toLowerCase()
  return (
    labels.find((label) => label.name === words) ?? labels.find((label) => label.name.toLowerCase() === name)
  )
}

/** The labels that threads can have here, and none. */
export const suggestLabel: Suggest = async (typed, { caller, labelsOf }: Context) => {
  const labels = await labelsOf(caller.place)
  const words = typed.trim().toLowerCase()
  return [
    ...labels.map(({ name }) => ({ label: name, value: name })),
    { label: 'No tag', value: none },
  ].filter(({ label }) => label.toLowerCase().includes(words))
}
