import { chooseEngine } from '../../src/store/engines/choose-engine.ts'
import { defaultPoolSize, serverTimes } from '../../src/store/engines/server-options.ts'
import { isOrdered } from '../../src/store/ordered.ts'
import { encode } from '../../src/store/record.ts'

export const millionBallots = 1_000_000

const perPoll = 1000
/** Ballots of one commit: a server answers it well within its time. */
const perCommit = 5 * perPoll

/**
 * Fills a SQLite file, as {@link fillDatabase}.
 *
 * @returns the file.
 */
export async function fillWithBallots(file: string, count: number): Promise<string> {
  await fillDatabase(`sqlite:${file}`, count)
  return file
}

/**
 * Fills a database with ballots of polls that are over, written as the product writes them but many in one commit.
 *
 * @param url As DATABASE_URL has it.
 * @param count How many, a multiple of 5,000; a thousand to a poll.
 */
export async function fillDatabase(url: string, count: number): Promise<void> {
  const engine = await chooseEngine(url, { ...serverTimes, poolSize: defaultPoolSize, warn() {}, isOrdered })
  await engine.open()
  for (let from = 0; from < count; from += perCommit)
    await engine.write(Array.from({ length: perCommit }, (_, at) => storedBallot(from + at)))
  await engine.close()
}

function storedBallot(i: number) {
  const poll = `p_old${String(Math.floor(i / perPoll)).padStart(7, '0')}`
  const stance = { kind: 'placement', row: i % 3, column: Math.floor(i / 3) % 3 }
  const value = {
    v: 1,
    answers: { stance, confidence: 3, why: 'Because of section 3.' },
    person: { id: `web:person-${i}`, name: `Person ${i}` },
    castAt: i,
  }
  const key = { collection: `ballot/${poll}/1`, id: `v_${String(i).padStart(22, '0')}` }
  return { key, text: encode({ value }) }
}
