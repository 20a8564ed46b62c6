import { expect, test } from 'vitest'
import { linkPage } from '../pages/link-page.ts'
import { openPages } from '../pages/open-pages.ts'
import { posted } from '../poll/seven-votes.ts'
import { wordsOf } from '../test-bot.ts'

/** A poll whose crux both sides share, and a second round in which people voted again, of whom one has moved. */
async function afterSecondRound() {
  const chat = await openPages('blind ask:crux')
  const { table, ada, mona, pollId } = chat
  const people = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn'].map((name) => table.as(name))
  const vote = async (movedAt?: number) => {
    for (const [i, who] of people.entries()) {
      const [approach, crux] = [i < 3 || i === movedAt ? '0' : '1', i === 0 && movedAt === undefined]
      await who.ask({
        command: 'cast',
        args: {
          ...{ poll: pollId, approach, case: '2', why: `Reason ${i}` },
          ...(crux && { crux: 'Zq7 if it were built' }),
        },
      })
    }
  }
  await vote()
  await ada.type('reveal')
  const list = await posted(chat, 'poll/')
  for (const who of people.slice(1))
    await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
  await table.until(list, '4 of 5 have answered.')
  await mona.ask({ command: 'close', args: { paper: pollId } })
  await mona.ask({ command: 'revote', args: { paper: pollId } })
  await vote(3)
  await mona.ask({ command: 'close', args: { paper: pollId } })
  await table.quiet()
  return chat
}

const shared =
  'Shared crux: “Zq7 if it were built” It would move 3 of 3 for Engineering and 2 of 2 for Behaviorist.'

test('all about a paper has the crux that its sides shared before they voted again, and what changed', async () => {
  await using chat = await afterSecondRound()
  const { ben, cleo, pollId, get } = chat
  const words = wordsOf(await cleo.ask({ command: 'paper', args: { paper: pollId } }))
  expect(words).toContain(shared)
  expect(words).toContain('Reason 0')
  expect(words).toContain('Since round 1, 1 of the 5 who voted in both rounds changed their vote')
  expect(words).toContain('Eve moved from Behaviorist × Worst-case to Engineering × Worst-case.')
  const posted = wordsOf(await cleo.ask({ command: 'paper', args: { paper: pollId, share: 'yes' } }))
  expect(posted).toContain('Since round 1, 1 of the 5')
  expect(posted).not.toMatch(/Zq7|Reason|Eve/)

  const full = await linkPage(chat, 'paper', { poll: pollId, kind: 'full', sure: 'yes' })
  const text = async (path: string) => (await (await get(path)).text()).replaceAll(/<[^>]*>/g, '')
  expect(await text(full)).toContain(shared)
  expect(await text(await linkPage(chat, 'paper', { poll: pollId }))).not.toContain('Zq7')
  await ben.ask({ command: 'hide-me', args: { poll: pollId } })
  expect(await text(full)).not.toContain('Zq7')
  await ben.ask({ command: 'forget-me', args: { sure: 'yes' } })
  expect(wordsOf(await cleo.ask({ command: 'paper', args: { paper: pollId } }))).not.toContain('Zq7')
})
