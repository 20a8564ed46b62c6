import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'

/** A session of Wed 25 Nov whose recap is posted a day later; Ben and Cleo were coming, want digests, and missed it. */
async function missed() {
  const group = await withGroup()
  const { ada, ben, cleo, goTo, post, posts } = group
  await ada.type('reading add AI Control why:because')
  for (const one of [ben, cleo]) await one.type('reading missed on')
  await goTo('2026-11-24T12:00:00Z')
  const [announcement] = posts('next session').slice(-1)
  if (announcement === undefined) throw new Error('Not announced')
  for (const one of [ben, cleo]) await one.press(announcement, 'Coming')
  await goTo('2026-11-25T17:01:00Z')
  await ada.press(post('Open, votes hidden'), 'Cog · Worst')
  const digests = (name: string) => group.told(name).filter((words) => words.startsWith('What you missed'))
  return { ...group, digests }
}

test('a digest that fails is sent within minutes of the chat being back, to nobody twice, and holds nothing up', async () => {
  await using group = await missed()
  const { ada, goTo, table, digests, posts, wordsOf } = group
  table.cutOff('table:ben')
  await goTo('2026-11-26T17:01:00Z')
  expect(posts('Recap: ')).toHaveLength(1)
  expect(wordsOf(await ada.type('reading history'))).toContain('AI Control')
  expect([digests('ben'), digests('cleo')].map(({ length }) => length)).toEqual([0, 1])
  await goTo('2026-11-26T20:00:00Z')
  expect(digests('ben')).toEqual([])
  table.cutOff('table:ben', false)
  await goTo('2026-11-26T20:31:00Z')
  expect([digests('ben'), digests('cleo')].map(({ length }) => length)).toEqual([1, 1])
  await goTo('2026-11-27T20:00:00Z')
  expect([digests('ben'), digests('cleo')].map(({ length }) => length)).toEqual([1, 1])
})

test("a digest that can't be sent for a day is given up, and organisers are notified once", async () => {
  await using group = await missed()
  const { goTo, table, digests, told } = group
  table.cutOff('table:ben')
  const notices = () =>
    told('ada').filter((words) => words.includes("didn't reach everyone who asked for it"))
  await goTo('2026-11-27T16:50:00Z')
  expect(notices()).toEqual([])
  await goTo('2026-11-27T18:00:00Z')
  expect(notices()).toHaveLength(1)
  expect(notices()[0]).toContain("the digest for Wed 25 Nov didn't reach everyone")
  table.cutOff('table:ben', false)
  await goTo('2026-11-28T18:00:00Z')
  expect(digests('ben')).toEqual([])
})

test('a recap that a person posts early sends its digest, too', async () => {
  await using group = await missed()
  const { ada, goTo, digests, posts } = group
  await goTo('2026-11-25T19:00:00Z')
  await ada.type('reading next do:recap')
  expect(posts('Recap: ')).toHaveLength(1)
  await goTo('2026-11-25T19:01:00Z')
  expect(digests('ben')).toHaveLength(1)
})
