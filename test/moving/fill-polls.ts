import { DatabaseSync } from 'node:sqlite'
import { addToTally, emptyTally } from '../../src/grid/tally.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { Poll } from '../../src/poll/poll.ts'
import { ballotKey, headKey } from '../../src/poll/poll-records.ts'
import { put } from '../../src/store/record.ts'
import { startTestBot } from '../test-bot.ts'

const levels = [0, 1, 2] as const

/**
 * Fills a new database with polls, as the product writes them.
 *
 * @param votes Of each poll.
 * @param why What each voter wrote.
 */
export async function fillPolls(file: string, polls: number, votes: number, why: string): Promise<void> {
  const table = await startTestBot({ database: file })
  await table.as('Ada').type('poll arXiv:2204.05862')
  await table[Symbol.asyncDispose]()
  const db = new DatabaseSync(file)
  const first = db.prepare("select v from record where ns like 'poll/%'").get()
  const template = Poll.parse(JSON.parse(String(first?.v)).value)
  const insert = db.prepare('insert into record (ns, k, v) values (?, ?, ?)')
  const store = (change: ReturnType<typeof put>) => {
    if ('text' in change) insert.run(change.key.collection, change.key.id, change.text)
  }
  db.exec('begin')
  for (let at = 0; at < polls; at++) {
    const { id, rounds } = Poll.parse({ ...template, id: `p_${String(at).padStart(10, '0')}` })
    let tally = emptyTally
    for (let voter = 0; voter < votes; voter++) {
      const level = levels[(at + voter) % 3] ?? 0
      const stance = { kind: 'placement', row: level, column: levels[voter % 3] ?? 0 } as const
      tally = addToTally(tally, stance)
      const person = VoterId.parse(`table:person-${at}-${voter}`)
      store(put(ballotKey(id, 1, person), { v: 1, answers: { stance, confidence: 3, why } }))
    }
    store(put(headKey(id), { ...template, id, rounds: rounds.map((round) => ({ ...round, tally })) }))
  }
  db.exec('commit')
  db.close()
}
