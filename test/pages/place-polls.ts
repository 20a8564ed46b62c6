import type { TestBot } from '../test-bot.ts'

/** A paper with the votes on it: an answer as `vote` takes it, and how many give it. */
export interface PlacedPolls {
  readonly paper: string
  readonly votes: Readonly<Record<string, number>>
  readonly channel?: string
  readonly thread?: string
  readonly words?: string
  readonly isOpen?: boolean
}

/** Opens a poll on each, in its place, lets people vote and closes it. @returns their ids. */
export async function placePolls(table: TestBot, all: readonly PlacedPolls[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { paper, votes, words = '', isOpen = false, ...place } of all) {
    table.clock.advance(60_000)
    const ada = table.as('Ada', 'member', place)
    const opened = await ada.type(`poll ${paper} ${words}`)
    const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(opened)) ?? []
    if (poll === '') throw new Error(`No poll was opened: ${JSON.stringify(opened)}`)
    const answers = Object.entries(votes).flatMap(([answer, count]) =>
      Array.from({ length: count }, () => answer),
    )
    for (const [i, answer] of answers.entries())
      await table.as(`Voter${i}`, 'member', place).ask({ command: 'vote', args: { poll, answer } })
    if (!isOpen) await ada.ask({ command: 'close', args: { paper: poll } })
    ids.push(poll)
  }
  return ids
}
