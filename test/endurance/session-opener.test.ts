import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { tryOutSessions } from '../anonymity/session-opener.ts'
import { seeded } from '../seeded.ts'

/** A hundred sessions in all, each twice, in parts that a busy machine ends within the limit of a deadlock. */
const seeds = Array.from({ length: 20 }, () => randomInt(2 ** 31))

test.each(seeds)(
  'nothing that a facilitator sees of five anonymous sessions tells who voted and how, seed %i',
  async (seed) => {
    const { tried, findings } = await tryOutSessions(5, seeded(seed))
    console.log(
      `seed ${seed}: ${tried.sequences} sessions, ${tried.votes} votes, ${tried.acts} acts that were done`,
    )
    expect(findings).toEqual([])
    expect(tried.votes).toBeGreaterThan(10 * tried.sequences)
    expect(tried.acts).toBeGreaterThan(20 * tried.sequences)
  },
)

/** Each takes one rule out that keeps a vote in an anonymous session from its owner. */
const without = [
  {
    rule: 'turnout ends nothing',
    edits: [
      {
        file: 'sessions/steps/steps.ts',
        from: "return visibility === 'names' && asked > 0",
        to: 'return asked > 0',
      },
      {
        file: 'poll/read-whole.ts',
        from: 'poll: whole, published, isElsewhereOff })',
        to: 'poll: whole, published, isElsewhereOff, ...(await readTurnout(source, poll)) })',
      },
      {
        file: 'poll/read-whole.ts',
        from: " || poll.visibility === 'anonymous') return {}",
        to: ') return {}',
      },
    ],
  },
  {
    rule: 'everyone is reminded',
    edits: [
      {
        file: 'poll/reminding.ts',
        from: "if (poll.visibility === 'anonymous') return { people, unnamed }",
        to: '',
      },
    ],
  },
]

test.each(without)('a facilitator finds out who voted without the rule: $rule', async ({ edits }) => {
  const seed = randomInt(2 ** 31)
  const script = join(import.meta.dirname, '../anonymity/session-opener-process.ts')
  const args = [script, '60', String(seed), JSON.stringify(edits)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  expect(JSON.parse(stdout), `seed ${seed}`).not.toEqual([])
})
