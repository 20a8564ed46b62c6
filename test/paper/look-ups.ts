import { expect } from 'vitest'
import type { PaperId } from '../../src/paper/paper.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { offlinePapers } from './offline.ts'

let papers = 0

/** A table whose papers are looked up by nobody, and the ids that were to be. */
export async function openTable(limits: 'on' | 'off' = 'on') {
  const asked: PaperId[] = []
  const table = await startTestBot({
    limits,
    papersFor: (store) => ({
      ...offlinePapers(store),
      async find(id) {
        asked.push(id)
        return { kind: 'unknown' }
      },
    }),
  })
  /** Opens that many polls, each on a paper of its own. */
  async function open(name: string, times: number, channel = 'main'): Promise<void> {
    for (let i = 0; i < times; i++) {
      papers += 1
      const said = wordsOf(await table.as(name, 'manager', { channel }).type(`poll Paper number ${papers}`))
      expect(said).toContain(`Paper number ${papers}`)
    }
    await table.quiet()
  }
  return { table, asked, open }
}
