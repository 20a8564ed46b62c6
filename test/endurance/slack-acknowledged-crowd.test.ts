import { expect, test } from 'vitest'
import { readers, seatedInProcess } from '../slack/table.ts'
import { rowsOf } from '../store/rows.ts'

const crowd = 40

test('what a crowd does is stored and acknowledged before more than a few answers are begun; a stop sends the rest', async () => {
  await using table = await seatedInProcess('socket')
  const { slack, cruxgrid, database } = table
  const { people } = slack
  const board = await table.poll('A paper')
  const held = { answers: 0, edits: 0 }
  let mayAnswer = false
  slack.makeTrouble((method) => {
    if (mayAnswer || (method !== 'response' && method !== 'chat.update')) return undefined
    held[method === 'response' ? 'answers' : 'edits'] += 1
    return { until: () => mayAnswer }
  })
  const pressed = readers(table, crowd).map((reader) => people.press(reader, 'Cog · Worst', board))
  await Promise.all(pressed.map(people.acknowledged))
  expect(rowsOf(database).filter((row) => row.startsWith('ballot/'))).toHaveLength(crowd)
  await slack.until(() => held.answers >= 16)
  // Everything else goes on meanwhile.
  await people.acknowledged(people.press(slack.home.ben, 'Full ballot…', board))
  expect(held.answers).toBe(16)
  expect(held.edits).toBeLessThanOrEqual(1)
  const ending = cruxgrid.end('SIGTERM')
  mayAnswer = true
  await ending
  expect(pressed.filter(({ isAnswered }) => isAnswered)).toHaveLength(crowd)
})

test('what a crowd was told earlier is taken away by few requests at a time', async () => {
  await using table = await seatedInProcess('socket')
  const { slack, note } = table
  const { people } = slack
  const board = await table.poll('A paper')
  const voters = readers(table, crowd)
  const pressAll = (label: string, messageOf: (voter: (typeof voters)[number]) => typeof board) =>
    voters.map((voter) => people.press(voter, label, messageOf(voter)))
  await Promise.all(pressAll('Cog · Worst', () => board).map(people.answered))
  await Promise.all(pressAll('Withdraw', note).map(people.answered))
  let [held, mayAnswer] = [0, false]
  slack.makeTrouble((method) => {
    if (mayAnswer || method !== 'response') return undefined
    held += 1
    return { until: () => mayAnswer }
  })
  const pressed = pressAll('Eng · Avg', () => board)
  await Promise.all(pressed.map(people.acknowledged))
  await slack.until(() => held >= 16)
  await people.acknowledged(people.press(slack.home.ben, 'Full ballot…', board))
  expect(held).toBe(16)
  mayAnswer = true
  await Promise.all(pressed.map(people.answered))
})
