import { expect, test } from 'vitest'
import { countCommits } from '../store/count-commits.ts'
import { openPoll } from './open-poll.ts'

test('people who vote at the same moment share the commits, at most 64 to each', async () => {
  await using chat = await openPoll()
  const { table, poll } = chat
  await table.quiet()
  const before = countCommits(table.file)
  const voters = Array.from({ length: 129 }, (_, i) => table.as(`Voter${i}`))
  await Promise.all(voters.map((voter) => voter.press(poll, 'Cog · Worst')))
  const commits = countCommits(table.file) - before
  // 64, another 64, and the last one. The board takes some for its message.
  expect(commits).toBeGreaterThanOrEqual(3)
  expect(commits).toBeLessThanOrEqual(3 + 5)
  await table.until(poll, '129 votes')
})
