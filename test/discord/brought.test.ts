import { expect, test } from 'vitest'
import { seated } from './at-table.ts'
import { personOf } from './port-alone.ts'

/** A table, and how somebody is added to its thread. */
async function withThread() {
  const table = await seated()
  const { ada, ben } = table.discord
  const place = { ...table.place, thread: table.thread.id }
  return {
    table,
    people: { ada, ben },
    bring: async (who: { readonly id: string }) => table.port.addToThread?.(personOf(who), place),
    inThread: () => [...(table.world.broughtIn.get(table.thread.id) ?? [])],
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

test('who is coming is added to the thread, which is opened first if it was archived', async () => {
  await using seat = await withThread()
  const { table, people, bring, inThread } = seat
  table.thread.archived = true
  await bring(people.ada)
  await bring(people.ada)
  expect(inThread()).toEqual([people.ada.id])
  expect(table.thread.archived).toBe(false)
})

test('who has left is skipped, and so is everyone where the thread is locked or gone', async () => {
  await using seat = await withThread()
  const { table, people, bring, inThread } = seat
  table.world.people.delete(people.ben.id)
  await bring(people.ben)
  await bring(people.ada)
  expect(inThread()).toEqual([people.ada.id])
  Object.assign(table.thread, { archived: true, locked: true })
  await bring(table.discord.cleo)
  table.world.channels.delete(table.thread.id)
  await bring(table.discord.cleo)
  expect(inThread()).toEqual([people.ada.id])
})
