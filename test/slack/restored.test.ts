import { join } from 'node:path'
import { expect, test } from 'vitest'
import { restoreInPlace } from '../moving/restore-in-place.ts'
import { backUp } from '../moving/tools.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { opened, personIn, placeOf, refuse, view } from './port/processes.ts'

/** Slack, and a backup of the database before anything was posted. */
async function backedUp() {
  const directory = await temporaryDirectory()
  const table = await opened()
  const file = join(directory.path, 'x.jsonl')
  {
    await using _ = await table.open()
    await backUp(`sqlite:${table.database}`, file)
  }
  return {
    ...table,
    restore: () => restoreInPlace(table.database, file),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

test('what was posted after the backup is not posted again', async () => {
  await using table = await backedUp()
  const { slack, home, open, restore } = table
  const place = placeOf(home.general)
  const post = async () => {
    await using port = await open()
    const { id } = await port.post(place, view, 'parent')
    const reply = await port.post(placeOf(home.general, id), view, 'in thread')
    await port.sendPrivate(personIn(home, home.ben), place, view, 'alone')
    return [id, reply.id]
  }
  const first = await post()
  await restore()
  expect(await post()).toEqual(first)
  const said = () => [...home.messages.values()].filter((one) => slack.textOf(one) === 'A line').length
  expect(said()).toBe(3)
  await using port = await open()
  await port.post(place, view, 'another')
  expect(said()).toBe(4)
})

test('where the app may not look back, it posts what it doesn’t know', async () => {
  await using table = await backedUp()
  const { slack, home, open, restore } = table
  await restore()
  refuse(slack, 'conversations.history', 'missing_scope')
  await using port = await open()
  const { id } = await port.post(placeOf(home.general), view, 'new')
  expect(home.find(home.general.id, id)).toBeDefined()
})
