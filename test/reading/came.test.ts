import { describe, expect, test } from 'vitest'
import { groups, pasts } from '../../src/reading/group-store.ts'
import type { TestBot } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/** A session of Wed 25 Nov that read together; then it is over. Ada voted, Ben and Cleo were there, Dora is only coming. */
async function readTogether({ anonymous = false } = {}) {
  const group = await withGroup()
  const { ada, ben, cleo, goTo, post, posts, table } = group
  const dora = table.as('Dora')
  const gil = table.as('Gil')
  if (anonymous)
    await ada.submit(await ada.press(await ada.type('settings'), 'Change…'), { visibility: 'anonymous' })
  await ada.type('reading schedule together 30m')
  await ben.type('reading add AI Control why:because')
  for (const one of [ben, dora]) await one.type('reading missed on')
  await goTo('2026-11-24T12:00:00Z')
  const [announcement] = posts('next session').slice(-1)
  if (announcement === undefined) throw new Error('Not announced')
  for (const one of [ben, dora]) await one.press(announcement, 'Coming')
  await goTo('2026-11-25T17:00:30Z')
  const opening = post("today's session has started")
  await ada.press(opening, "I'm here")
  await ben.press(opening, "I'm here")
  await cleo.press(opening, "I've read it")
  await gil.press(opening, "I'm here")
  await gil.press(opening, "I'm here")
  await goTo('2026-11-25T17:30:30Z')
  const people = anonymous ? ['Ada', 'Ida', 'Jon', 'Kai', 'Lea'].map((name) => table.as(name)) : [ada]
  for (const one of people) await one.press(post('Open, votes hidden'), 'Cog · Worst')
  await goTo('2026-11-26T17:05:00Z')
  return { ...group, dora, recap: group.post('Recap: ') }
}

/** The records of groups and of sessions that are over. */
async function recordsOf({ store }: TestBot): Promise<string> {
  const found: unknown[] = []
  for (const scope of await store.scopesOf(groups))
    for await (const [, group] of store.collection(groups, scope).entries(() => {})) found.push(group)
  for (const scope of await store.scopesOf(pasts))
    for await (const [, past] of store.collection(pasts, scope).entries(() => {})) found.push(past)
  return JSON.stringify(found)
}

describe('who was there while people read', () => {
  test('came to the session, and gets no digest of it; later they are only counted', async () => {
    await using group = await readTogether()
    const { ada, ben, cleo, dora, recap, goTo, table, told, wordsOf } = group
    const came = async () => wordsOf(await ada.type('reading history'))
    expect(await came()).toContain('· 3 came, 1 voted')
    for (const one of [ben, dora]) await one.press(recap, 'Worth it')
    expect(await came()).toContain('· 4 came, 1 voted')
    const digests = (name: string) => told(name).filter((words) => words.startsWith('What you missed'))
    expect([digests('ben'), digests('dora')].map(({ length }) => length)).toEqual([0, 1])
    expect(wordsOf(await cleo.type('my-data'))).toContain('"read": "2026-11-25T17:00')
    await goTo('2026-12-12T12:00:00Z')
    expect(await came()).toContain('· 4 came, 1 voted')
    expect(await recordsOf(table)).not.toContain('"present"')
    expect(wordsOf(await cleo.type('my-data'))).not.toContain('"read": "2026-11-25T17:00')
  })

  test('is one fewer once a person of them is forgotten', async () => {
    await using group = await readTogether()
    const { ada, cleo, table, wordsOf } = group
    await cleo.press(await cleo.type('forget-me'), 'Delete everything')
    expect(wordsOf(await ada.type('reading history'))).toContain('· 2 came, 1 voted')
    expect(await recordsOf(table)).not.toContain('table:cleo')
  })

  test('is of an anonymous poll noted under ids of that poll, and the larger number counts', async () => {
    await using group = await readTogether({ anonymous: true })
    const { ada, cleo, goTo, table, wordsOf } = group
    expect(wordsOf(await ada.type('reading history'))).toContain('· 5 came, 5 voted')
    expect(wordsOf(await cleo.type('my-data'))).toContain('"read": true')
    const stored = await recordsOf(table)
    expect(stored).toMatch(/"present":\[\{"who":"v_/)
    expect(stored).not.toContain('table:cleo')
    await cleo.press(await cleo.type('forget-me'), 'Delete everything')
    expect((await recordsOf(table)).match(/"who":"v_/g)).toHaveLength(2)
    await goTo('2026-12-12T12:00:00Z')
    expect(await recordsOf(table)).not.toContain('"present"')
  })
})
