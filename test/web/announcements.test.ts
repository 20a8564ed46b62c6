import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { openWeb } from './open-web.ts'

test('the lines about a poll in the playground lead to its message and to its result in the thread', async () => {
  await using playground = await openWeb()
  const [ada, ben] = [playground.as('Ada'), playground.as('Ben')]
  await ada.type('/grid poll "A poll to vote on"')
  const views = async () =>
    (await ada.sees()).flatMap(({ id, view }) => (view === undefined ? [] : [{ id, view }]))
  const board = (await views()).at(-1)
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(board))?.[0] ?? ''
  await ben.press({ command: 'vote', args: { poll, answer: '8' } })
  await ada.press({ command: 'close', args: { paper: poll } })
  const line = async (words: string) => (await views()).find(({ view }) => view.summary.includes(words))?.view
  await until(async () => (await line('Ada closed round 1 on “A poll to vote on”: 1 vote.')) !== undefined)
  const closed = JSON.stringify(await line('Ada closed'))
  expect(closed).toMatch(
    new RegExp(`"link":"Result in the thread","url":"#in=reading-group&thread=${board?.id}&message=[^"&]+"`),
  )
  await ada.press({ command: 'reopen', args: { paper: poll } })
  await until(async () => (await line('Ada reopened round 1')) !== undefined)
  expect(JSON.stringify(await line('Ada reopened'))).toContain(
    `"link":"Go to the poll","url":"#in=reading-group&message=${board?.id}"`,
  )
})
