import { expect, test } from 'vitest'
import { loadCommands } from '../../commands/index.ts'
import { choicesOf, labelOf } from '../../src/chat/field-words.ts'

const commands = await loadCommands()
const withForm = commands.filter(({ form }) => form !== undefined)

test('whatever can be typed with options can be filled in, and every form has a title and its act', () => {
  const typed = commands.filter(({ examples, hints }) => examples.length > 0 && Object.keys(hints).length > 0)
  expect(typed.filter(({ form }) => form === undefined).map(({ name }) => name)).toEqual([])
})

test.each(withForm)('the form of $name has a title and a button of at most 24 characters', ({ form }) => {
  expect(form?.title.length).toBeLessThanOrEqual(24)
  expect(form?.submit.length).toBeLessThanOrEqual(24)
  expect(form?.title).toMatch(/\S/)
  expect(form?.submit).toMatch(/\S/)
})

test.each(commands)(
  'what $name says of itself and of its options fits every platform',
  ({ summary, hints }) => {
    expect(summary.length, summary).toBeLessThanOrEqual(100)
    for (const hint of Object.values(hints)) {
      const { name, hint: more = '' } = labelOf(hint)
      expect.soft(hint.label.length, hint.label).toBeLessThanOrEqual(100)
      expect.soft(name.length, name).toBeLessThanOrEqual(45)
      expect.soft(more.length, more).toBeLessThanOrEqual(100)
      for (const [, choice] of choicesOf(hint)) expect.soft(choice.length, choice).toBeLessThanOrEqual(75)
    }
  },
)

test.each(withForm)(
  'every choice of the form of $name that may be left out has a name for that',
  ({ hints }) => {
    const unnamed = Object.entries(hints).filter(
      ([, { kind, required, empty }]) => kind === 'choice' && !required && empty === undefined,
    )
    expect(unnamed.map(([option]) => option)).toEqual([])
  },
)

test.each(withForm)('no two choices of an option of $name have the same label', ({ hints }) => {
  for (const [option, hint] of Object.entries(hints)) {
    const labels = choicesOf(hint).map(([, label]) => label)
    expect(labels, option).toEqual([...new Set(labels)])
  }
})
