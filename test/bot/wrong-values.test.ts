import { expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'

const link = 'https://arxiv.org/abs/2204.05862'

test.each([
  [{}, 'Which paper? Add a link, an arXiv id or a title.'],
  [{ paper: ' ' }, 'Which paper? Add a link, an arXiv id or a title.'],
  [
    { paper: link, note: 'x'.repeat(501) },
    'Your note is 1 character too long (500 at most). Nothing was saved. Shorten it.',
  ],
  [
    { paper: link, note: 'x'.repeat(520) },
    'Your note is 20 characters too long (500 at most). Nothing was saved. Shorten it.',
  ],
  [{ paper: link, closes: 'y'.repeat(90) }, '“Closes” is 10 characters too long (80 at most). Shorten it.'],
  [{ paper: link, visibility: 'secret' }, "I don't know “secret”. Choose names or anonymous."],
  [{ paper: link, goal: 'perhaps' }, 'goal is a switch. Write just “goal”, or leave it out.'],
  [{ paper: link, expect: 'Ben' }, "I don't know who “Ben” is. Mention people: @Ada @Ben."],
  [
    { visibility: 'secret' },
    "Which paper? Add a link, an arXiv id or a title. I don't know “secret”. Choose names or anonymous.",
  ],
])('%j is refused for what it is', async (args, words) => {
  await using table = await startTestBot()
  const answer = await table.as('Ada').ask({ command: 'poll', args })
  expect(wordsOf(answer)).toBe(words)
  expect(table.said).toEqual([])
})

test('each field says what is wrong with it', async () => {
  await using table = await startTestBot()
  const answer = await table.as('Ada').ask({ command: 'poll', args: { visibility: 'secret' } })
  expect(answer).toMatchObject({
    fields: {
      paper: 'Which paper? Add a link, an arXiv id or a title.',
      visibility: "I don't know “secret”. Choose names or anonymous.",
    },
  })
})

test('an answer of the full ballot that is none is told by the labels of the form', async () => {
  await using table = await startTestBot()
  const args = { poll: 'p_aaaaaaaa', approach: 'engineering' }
  expect(wordsOf(await table.as('Ada').ask({ command: 'cast', args }))).toContain(
    'Choose Engineering, Behaviorist science, Cognitivist science or Unsure.',
  )
})
