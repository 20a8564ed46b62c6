import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { until } from '../until.ts'
import { readers, seatedInProcess } from './table.ts'

const [fieldsMs, suggestionsMs, rememberedMs] = [500, 2000, 60_000]

/** A poll, and a Slack that says who somebody is only once it may. The adapter's time stands still. */
async function withPoll() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await seatedInProcess('socket', {}, clock)
  const board = await table.poll('A paper about blindness')
  let mayAnswer = true
  table.slack.makeTrouble((method) => (method === 'users.info' ? { until: () => mayAnswer } : undefined))
  return {
    ...table,
    ...{ clock, board, ...table.slack },
    hold() {
      mayAnswer = false
    },
    release() {
      mayAnswer = true
    },
    isWaited: (ms: number) => until(() => clock.endingIn(ms) > 0),
  }
}

test('a form is opened without its fields after half a second, and filled in later', async () => {
  await using table = await withPoll()
  const { slack, people, clock } = table
  const [newcomer = slack.home.ben] = readers(table, 1)
  table.hold()
  const asked = people.press(newcomer, 'Full ballot…', table.board)
  await table.isWaited(fieldsMs)
  expect(asked.view).toBeUndefined()
  clock.advance(fieldsMs)
  const shown = () => (asked.view === undefined ? '' : slack.textOf(asked.view))
  await until(() => shown().includes('Loading…'))
  table.release()
  await people.answered(asked)
  await until(() => shown().includes('[Vote]'))
})

test('once a form is filled in, nothing waits for its time to be over', async () => {
  await using table = await withPoll()
  const { slack, people, clock } = table
  const [newcomer = slack.home.ben] = readers(table, 1)
  table.hold()
  const asked = people.press(newcomer, 'Full ballot…', table.board)
  await table.isWaited(fieldsMs)
  table.release()
  await people.answered(asked)
  expect(asked.view && slack.textOf(asked.view)).toContain('[Vote]')
  expect(clock.endingIn(fieldsMs)).toBe(0)
})

test('suggestions that take two seconds are none, and when they come before, nothing waits any more', async () => {
  await using table = await withPoll()
  const { home, people, clock } = table
  await table.told(people.slash(home.ben, 'help results'))
  const opened = people.press(home.ben, 'Open the form…', table.note(home.ben))
  await people.answered(opened)
  if (opened.view === undefined) throw new Error('No form was opened')
  const { view } = opened
  const look = async () => {
    // Who somebody is was remembered.
    clock.advance(rememberedMs)
    table.hold()
    const asked = people.suggest(home.ben, view, 'paper', 'blind')
    await table.isWaited(suggestionsMs)
    return asked
  }
  const late = await look()
  clock.advance(suggestionsMs)
  await people.answered(late)
  expect(late.options).toEqual([])
  table.release()
  const early = await look()
  table.release()
  await people.answered(early)
  expect(early.options).toHaveLength(1)
  expect(clock.endingIn(suggestionsMs)).toBe(0)
})
