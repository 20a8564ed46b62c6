import { expect, test } from 'vitest'
import { rowsOf } from '../store/rows.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const csv = 'paper,date,row,column,count\n2312.06942,2026-03-01,eng,avg,7\n2312.06942,2026-03-01,x,avg,1\n'

test('a file is given to the form, read once from the server of files, and imported on a press', async () => {
  await using table = await connectedInProcess()
  const { discord, database } = table
  const { people, world, ada, ben } = discord
  const story = storyOf(table)
  expect(await story.told(people.slash(ben, 'import'))).toContain(
    'Only a manager of this channel can import polls.',
  )
  const asked = people.slash(ada, 'import')
  await people.answered(asked)
  // As the project's design lays it out.
  expect(asked.form).toMatchObject({
    title: 'Import',
    components: [
      {
        type: 18,
        label: 'File',
        description:
          'CSV or an export of Cruxgrid. Nothing is changed before you have seen what it would do.',
        component: {
          ...{ type: 19, custom_id: 'file', min_values: 1, max_values: 1, required: true },
          file_types: ['.csv', '.tsv', '.json', '.jsonl', '.txt'],
        },
      },
    ],
  })
  const told = await story.told(people.submit(ada, asked, { file: world.upload(csv) }))
  expect(told).toContain("2 rows: 1 paper, 1 round, 7 votes. 1 row can't be used.")
  expect(told).toContain('line 3, row: “x” is not an approach')
  expect(await story.told(people.press(ada, 'Import 1 paper', story.note(ada)))).toContain('Imported 1 poll.')
  expect(story.posted()).toEqual([])
  expect(await story.told(people.slash(ben, 'results', { paper: '2312.06942' }))).toContain('by @Ada')
  expect(rowsOf(database).filter((row) => row.includes('/attachments/'))).toEqual([])
  story.isClean()
})

test('a file elsewhere is not asked for', async () => {
  await using table = await connectedInProcess()
  const { people, world, ada } = table.discord
  const story = storyOf(table)
  const asked = people.slash(ada, 'import')
  await people.answered(asked)
  const id = world.upload(csv)
  // The same server, under a name that is not Discord's.
  people.moveUploads(table.discord.api.replace('127.0.0.1', 'localhost').replace('/api', ''))
  expect(await story.told(people.submit(ada, asked, { file: id }))).toContain("I couldn't read that file.")
  story.isClean()
})
