import { expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { textOf } from '../view-text.ts'
import { openPages, pathIn } from './open-pages.ts'

const line =
  'The Shallow Review 2025 lists this paper under “Chain of thought monitoring” and puts that agenda at Engineering × Average-case. You put this paper at Behaviorist × Worst-case.'
const anyLine = 'The Shallow Review 2025'

type Pages = Awaited<ReturnType<typeof openPages>>

/** A paper that the review lists, with five votes for one cell, in an open poll. */
async function place() {
  const pages = await openPages()
  const { table, ada, mona } = pages
  const opened = await ada.type('poll arXiv:2503.11926 sure')
  const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(opened)) ?? []
  for (const name of ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn'])
    await table.as(name).ask({ command: 'vote', args: { poll, answer: '5' } })
  const path = pathIn(await mona.ask({ command: 'link', args: { poll, kind: 'counts' } }))
  const act = (command: string) => ada.ask({ command, args: { paper: poll } })
  const outcomes = () => table.said.filter(({ key }) => key.startsWith('outcome/'))
  return {
    ...{ pages, mona, act, outcomes },
    results: async () => wordsOf(await act('results')),
    page: async () => (await pages.get(path)).text(),
    outcome: async (number: number) => {
      await until(() => outcomes().length === number)
      return textOf(outcomes()[number - 1]?.views.at(-1) ?? { summary: '', parts: [] })
    },
    [Symbol.asyncDispose]: () => pages[Symbol.asyncDispose](),
  }
}

/** Messages are edited at their pace. */
async function settle({ quiet, clock }: Pages['table']): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await quiet()
    clock.advance(2000)
  }
}

test('another team’s placement is the last line of a result once its round is closed, never while people vote', async () => {
  await using placed = await place()
  expect(await placed.results()).not.toContain(anyLine)
  expect(await placed.page()).not.toContain(anyLine)
  await placed.act('close')
  expect((await placed.outcome(1)).split('\n').filter((text) => !text.startsWith('['))).toSatisfy(
    (lines: readonly string[]) => lines.at(-1) === line,
  )
  expect(await placed.results()).toContain(line)
  const page = await placed.page()
  expect(page).toContain(line)
  expect(page).toContain('one team&#39;s guesses.')
  await placed.act('revote')
  await settle(placed.pages.table)
  expect(await placed.results()).not.toContain(anyLine)
  expect(await placed.page()).not.toContain(anyLine)
  expect(await placed.outcome(1)).not.toContain(anyLine)
})

test('a channel may leave another team’s placement out', async () => {
  await using placed = await place()
  const saved = await placed.mona.submit(await placed.mona.type('settings elsewhere:off'), {})
  expect(wordsOf(saved)).toContain('Results name the Shallow Review’s placement: no')
  await placed.act('close')
  expect(await placed.outcome(1)).not.toContain(anyLine)
  expect(await placed.results()).not.toContain(anyLine)
  expect(await placed.page()).not.toContain(anyLine)
})
