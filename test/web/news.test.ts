import { describe, expect, test } from 'vitest'
import type { WebMessage, WebNews } from '../../adapters/web/wire.ts'
import { until } from '../until.ts'
import { buttonsOf } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

/** A playground with a channel for Ada and Ben only, and what is new there to people. */
async function openTable() {
  const playground = await openWeb()
  await playground.post('/api/channels', { name: 'closed', people: ['web:ada', 'web:ben'] })
  const newsOf = async (name: string, read: Readonly<Record<string, number>> = {}) => {
    const asked = { person: `web:${name.toLowerCase()}`, read, otherwise: 0 }
    return bodyOf<readonly WebNews[]>(playground.post('/api/news', asked))
  }
  const newsIn = async (channel: string, ...asked: Parameters<typeof newsOf>) =>
    (await newsOf(...asked)).find((one) => one.channel === channel)
  return { ...playground, newsOf, newsIn }
}

const pollIn = (messages: readonly WebMessage[]) => {
  const found = messages.findLast(({ view }) => view?.state !== undefined)
  if (found?.view === undefined) throw new Error('There is no poll')
  return { id: found.id, poll: buttonsOf(found.view)[0]?.call.args.poll ?? '' }
}

describe('what is new to a person', () => {
  test('is what others have said since they read last, in the channels that they see', async () => {
    await using table = await openTable()
    const [ada, cleo] = [table.as('Ada', 'general'), table.as('Cleo', 'general')]
    await ada.type('One')
    await cleo.type('Two')
    await ada.type('Three')
    await table.as('Ada', 'closed').type('Between us')
    const said = await ada.sees()
    expect(await table.newsIn('general', 'Ben')).toMatchObject({ count: 3 })
    expect(await table.newsIn('general', 'Ada')).toMatchObject({ count: 1 })
    expect(await table.newsIn('general', 'Ben', { general: said[0]?.at ?? 0 })).toMatchObject({ count: 2 })
    expect(await table.newsIn('general', 'Ben', { general: said[2]?.at ?? 0 })).toMatchObject({ count: 0 })
    expect(await table.newsIn('closed', 'Ben')).toMatchObject({ count: 1 })
    expect((await table.newsOf('Cleo')).map(({ channel }) => channel)).toEqual(['reading-group', 'general'])
  })

  test('is counted in a channel of any name', async () => {
    await using table = await openTable()
    await table.post('/api/channels', { name: 'constructor' })
    await table.as('Ada', 'constructor').type('Hello')
    expect(await table.newsIn('constructor', 'Ben')).toMatchObject({ count: 1 })
  })

  test('is not what is said in threads, or to somebody else alone', async () => {
    await using table = await openTable()
    const ada = table.as('Ada', 'general')
    await ada.type('/grid poll "A paper" expect:Ben')
    const { id } = pollIn(await ada.sees())
    const before = await table.newsIn('general', 'Cleo')
    await ada.type('In the thread', id)
    await ada.type('/grid remind')
    expect(await table.newsIn('general', 'Cleo')).toEqual(before)
    expect(await table.newsIn('general', 'Ben')).toMatchObject({ count: (before?.count ?? 0) + 1 })
  })

  test('counts no more than 100 of a channel', async () => {
    await using table = await openTable()
    for (let at = 0; at < 103; at += 1) await table.as('Ada', 'general').type(`Message ${at}`)
    expect(await table.newsIn('general', 'Ben')).toMatchObject({ count: 100 })
  })
})

describe('a poll waits for a person’s vote', () => {
  test.each(['', 'blind', 'anonymous'])('%s: until they vote, for whatever', async (words) => {
    await using table = await openTable()
    const [ada, ben] = [table.as('Ada', 'general'), table.as('Ben', 'general')]
    await ada.type(`/grid poll "A paper" ${words}`)
    const { id, poll } = pollIn(await ada.sees())
    const waiting = async (name: string) => (await table.newsIn('general', name))?.waiting
    expect([await waiting('Ada'), await waiting('Ben')]).toEqual([[id], [id]])
    await ben.press({ command: 'cast', args: { poll, approach: '2', case: 'unsure' } })
    expect([await waiting('Ada'), await waiting('Ben')]).toEqual([[id], []])
    const shownTo = async (one: typeof ada) =>
      (await one.sees()).find((message) => message.id === id)?.view?.awaitsChoice
    expect([await shownTo(ada), await shownTo(ben)]).toEqual([true, undefined])
    await ben.press({ command: 'withdraw', args: { poll, round: '1' } })
    expect(await waiting('Ben')).toEqual([id])
    await ada.press({ command: 'close', args: { paper: poll, sure: 'yes', round: '1' } })
    // The message follows the poll.
    await until(async () => JSON.stringify([await waiting('Ada'), await waiting('Ben')]) === '[[],[]]')
  })
})
