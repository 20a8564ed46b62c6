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
