import type { Said } from '../test-bot.ts'
import { until } from '../until.ts'
import type { openPoll } from './open-poll.ts'

type Table = Awaited<ReturnType<typeof openPoll>>

const postedBy = ({ table }: Table, start: string): Said | undefined =>
  table.said.find(({ key }) => key.startsWith(start))

/** The message about a poll whose key starts so, once it is there. */
export async function posted(table: Table, start: string): Promise<Said> {
  await until(() => postedBy(table, start) !== undefined)
  const found = postedBy(table, start)
  if (found === undefined) throw new Error(`Nothing was posted under ${start}`)
  return found
}

/** Seven people in a blind round, as in a session. */
export async function sevenVotes(chat: Table): Promise<void> {
  const guests = [chat.table.as('Gil'), chat.table.as('Hal')]
  const votes = [
    [chat.ada, 'Eng · Worst', 'read', '2', 'If the red-teaming were the contribution.'],
    [chat.ben, 'Eng · Worst', 'read', '1'],
    [chat.cleo, 'Behav · Worst', 'read', '2', 'If they had studied when models collude.'],
    [chat.dan, 'Eng · Worst', 'read', '1'],
    [chat.eve, 'Behav · Worst', 'skimmed', '0'],
    [guests[0], 'Eng · Worst', 'read', '2'],
    [guests[1], 'Behav · Worst', 'abstract', '0'],
  ] as const
  for (const [who, cell, depth, expected, crux] of votes) {
    if (who === undefined) continue
    await who.press(chat.poll, cell)
    const form = await who.press(chat.poll, 'Full ballot…')
    await who.submit(form, { depth, expected, ...(crux !== undefined && { crux }) })
  }
}
