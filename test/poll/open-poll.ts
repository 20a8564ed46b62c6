import type { Answer } from '../../src/chat/answer.ts'
import type { Rank } from '../../src/chat/caller.ts'
import { type Said, startTestBot, type TestBot } from '../test-bot.ts'

export const link = 'https://arxiv.org/abs/2204.05863'

/** A table where Ada has opened a poll; Ben, Cleo, Dan, Eve and Finn are there, and Mona, who manages the space. */
export async function openPoll(words = '', options: Parameters<typeof startTestBot>[0] = {}) {
  const table = await startTestBot(options)
  return {
    ...seats(table),
    poll: await opened(table, words),
    [Symbol.asyncDispose]: table[Symbol.asyncDispose],
  }
}

export function seats(table: TestBot) {
  const as = (name: string, rank: Rank = 'member') => table.as(name, rank)
  const [ada, ben, cleo] = [as('Ada'), as('Ben'), as('Cleo')]
  const [dan, eve, finn] = [as('Dan'), as('Eve'), as('Finn')]
  return { table, ada, ben, cleo, dan, eve, finn, mona: as('Mona', 'manager'), root: as('Root', 'admin') }
}

async function opened(table: TestBot, words: string): Promise<Said> {
  const answer: Answer = await table.as('Ada').type(`poll ${link} ${words}`)
  if (answer.kind !== 'shown') throw new Error(`No poll was opened: ${JSON.stringify(answer)}`)
  return table.last()
}
