import { describe, expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { openPoll } from './open-poll.ts'

/** Two closed rounds of seven votes: 4 to 3, then 3, 2 and 2, as two people have changed theirs. */
async function twoRounds(chat: Awaited<ReturnType<typeof openPoll>>) {
  const people = [
    ...[chat.ada, chat.ben, chat.cleo, chat.dan, chat.eve],
    ...['Gil', 'Hal'].map((name) => chat.table.as(name)),
  ]
  const vote = async (cells: readonly string[]) => {
    for (const [i, who] of people.entries()) await who.press(chat.poll, `${cells[i]} · Worst`)
    await chat.ada.type('close')
  }
  await vote(['Eng', 'Eng', 'Eng', 'Eng', 'Behav', 'Behav', 'Behav'])
  await chat.ada.type('revote')
  await vote(['Eng', 'Eng', 'Eng', 'Cog', 'Behav', 'Behav', 'Cog'])
  const outcomes = () => chat.table.said.filter(({ key }) => key.startsWith('outcome/'))
  await until(() => outcomes().length === 2)
  const [, outcome = chat.poll] = outcomes()
  const results = async () => wordsOf(await chat.ada.type('results'))
  return {
    results,
    /** Three people say why they differ. */
    async differ(label: string) {
      for (const who of people.slice(0, 3)) await who.press(outcome, label)
      return results()
    },
  }
}

describe('whether another round may help', () => {
  test('is said of answers that still move', async () => {
    await using chat = await openPoll()
    const { results } = await twoRounds(chat)
    expect(await results()).toContain('Another round: Answers are still moving, so another round may help.')
  })

  test('is not said of people who weigh it differently: they can agree to differ', async () => {
    await using chat = await openPoll()
    const { differ } = await twoRounds(chat)
    expect(await differ('We weigh it differently')).toContain(
      'Another round: You weigh it differently, so you can agree to differ.',
    )
  })

  test('is not said before people who use the words differently have looked at them', async () => {
    await using chat = await openPoll()
    const { differ } = await twoRounds(chat)
    const read = await differ('We use the words differently')
    expect(read).toContain('Asked why they differ, 3 say it is the words.')
    expect(read).not.toContain('another round may help')
  })
})
