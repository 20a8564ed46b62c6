import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { jsonSerializer } from 'keyv'
import { openStore } from '../../src/store/store.ts'

/**
 * Fills a database with ballots of polls that are over, written as the product writes them.
 *
 * @param count How many; a thousand to a poll.
 */
export async function fillWithBallots(file: string, count: number): Promise<void> {
  mkdirSync(dirname(file), { recursive: true })
  const store = await openStore(`sqlite:${file}`)
  await store.close()
  const database = new DatabaseSync(file)
  database.exec('begin')
  const insert = database.prepare('insert into record(ns, k, v) values (?, ?, ?)')
  for (let i = 0; i < count; i++) {
    const poll = `p_old${String(Math.floor(i / 1000)).padStart(7, '0')}`
    const stance = { kind: 'placement', row: i % 3, column: Math.floor(i / 3) % 3 }
    const person = { id: `web:person-${i}`, name: `Person ${i}` }
    const value = {
      v: 1,
      answers: { stance, confidence: 3, why: 'Because of section 3.' },
      person,
      castAt: i,
    }
    insert.run(`ballot/${poll}/1`, `v_${String(i).padStart(22, '0')}`, jsonSerializer.stringify({ value }))
  }
  database.exec('commit')
  database.close()
}
