import type { Answer } from '../../src/chat/answer.ts'
import { startTestBot, type TestBot } from '../test-bot.ts'

const dayMs = 86_400_000
const voters = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn']

/** A poll at the table: its paper, where it is, what is typed behind it, and an answer of each voter, Ada's first. */
export interface Held {
  readonly paper: string
  readonly channel?: string
  readonly words?: string
  /** A cell, 0–8, `neither`, `unsure`, or nothing of somebody who does not vote. */
  readonly votes: readonly (number | 'neither' | 'unsure' | undefined)[]
  readonly why?: string
  readonly isOpen?: boolean
}

const pollIn = (answer: Answer): string => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

/** Holds a poll, a day after the one before. @returns its id. */
async function hold(table: TestBot, { paper, channel = 'main', ...held }: Held): Promise<string> {
  table.clock.advance(dayMs)
  await table.quiet()
  const as = (name: string) => table.as(name, name === 'Mona' ? 'manager' : 'member', { channel })
  const poll = pollIn(await as('Mona').type(`poll ${paper} closes:never ${held.words ?? ''}`))
  for (const [i, answer] of held.votes.entries()) {
    if (answer === undefined) continue
    const voter = as(voters[i] ?? '')
    await voter.ask({ command: 'vote', args: { poll, answer: String(answer) } })
    if (i === 0 && held.why !== undefined)
      await voter.ask({ command: 'remark', args: { poll, why: held.why } })
  }
  if (held.isOpen !== true) await as('Mona').ask({ command: 'close', args: { paper: poll } })
  await table.quiet()
  return poll
}

/** A table where these polls were held, one after another. */
export async function afterPolls(polls: readonly Held[], options: Parameters<typeof startTestBot>[0] = {}) {
  const table = await startTestBot(options)
  const ids: string[] = []
  for (const poll of polls) ids.push(await hold(table, poll))
  return { table, ids, ada: table.as('Ada'), ben: table.as('Ben') }
}
