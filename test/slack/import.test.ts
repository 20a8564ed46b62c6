import { expect, test } from 'vitest'
import { seatedInProcess } from './table.ts'

const csv = 'paper,date,row,column,count\n2312.06942,2026-03-01,eng,avg,7\n2312.06942,2026-03-01,x,avg,1\n'

test('a file is given to the form, read with the rights of the bot, and imported on a press', async () => {
  await using table = await seatedInProcess()
  const { slack } = table
  const { home, people } = slack
  expect(await table.told(people.slash(home.ben, 'import'))).toContain(
    'Only a manager of this channel can import polls.',
  )
  const asked = people.slash(home.ada, 'import')
  await people.told(asked)
  if (asked.view === undefined) throw new Error('There is no form')
  const told = await table.told(people.submit(home.ada, asked.view, { file: slack.giveFile(home.ada, csv) }))
  expect(told).toContain("2 rows: 1 paper, 1 round, 7 votes. 1 row can't be used.")
  const done = people.press(home.ada, 'Import 1 paper', table.note(home.ada))
  expect(await table.told(done)).toContain('Imported 1 poll.')
  expect(table.posted()).toEqual([])
  expect(await table.told(people.slash(home.ben, 'results 2312.06942'))).toContain('imported on')
  table.isClean()
})

test('a file of somebody else is not read', async () => {
  await using table = await seatedInProcess()
  const { slack } = table
  const { home, people } = slack
  const asked = people.slash(home.ada, 'import')
  await people.told(asked)
  if (asked.view === undefined) throw new Error('There is no form')
  const theirs = people.submit(home.ada, asked.view, { file: slack.giveFile(home.ben, csv) })
  await people.answered(theirs)
  expect(JSON.stringify(theirs.errors)).toContain("I couldn't read that file.")
  expect(slack.requests.filter(({ method }) => method === 'download')).toEqual([])
  table.isClean()
})

test('in direct messages with the app anyone imports for themselves, and it is found there alone', async () => {
  await using table = await seatedInProcess()
  const { slack } = table
  const { home, people } = slack
  const direct = home.directOf(home.ben)
  const asked = people.slash(home.ben, 'import', direct)
  await people.told(asked)
  if (asked.view === undefined) throw new Error('There is no form')
  const told = await table.told(people.submit(home.ben, asked.view, { file: slack.giveFile(home.ben, csv) }))
  expect(told).toContain('2 rows: 1 paper, 1 round, 7 votes.')
  const done = people.press(home.ben, 'Import 1 paper', table.note(home.ben))
  expect(await table.told(done)).toContain('Imported 1 poll.')
  expect(await table.told(people.slash(home.ben, 'results 2312.06942', direct))).toContain('imported on')
  expect(await table.told(people.slash(home.ada, 'results 2312.06942'))).not.toContain('imported on')
  table.isClean()
})
