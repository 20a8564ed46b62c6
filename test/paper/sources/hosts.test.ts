import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { PaperId } from '../../../src/paper/paper.ts'
import { type Answer, send } from '../../platforms/papers/loopback.ts'
import { until } from '../../until.ts'
import { asTheyAre } from '../samples.ts'
import { askingSources } from './asking.ts'

const minute = 60_000
const pageOf = (title: string) => `<head><title>${title}</title></head>`

/** Asks for a rest, in seconds, whoever asks. */
const wantsRest =
  (seconds: number): Answer =>
  (_, response) =>
    void response.writeHead(429, { 'retry-after': String(seconds) }).end()

/** Answers by host; other hosts answer with a page. */
const byHost =
  (answers: Readonly<Record<string, Answer>>): Answer =>
  (asked, response) =>
    answers[asked.host] === undefined
      ? send(response, 'text/html', pageOf(asked.host))
      : answers[asked.host]?.(asked, response)

const page = (address: string) => PaperId.parse(`url:${address}`)
const gaps = (times: readonly number[]) => times.slice(1).map((at, i) => at - (times[i] ?? 0))

async function ask(answer: Answer) {
  const asking = await askingSources(answer)
  const { sources } = asking
  const askedAt = (host: string) => sources.asked.filter((one) => one.host === host).map(({ at }) => at)
  return { ...asking, askedAt }
}

/** Lets whatever can go on without the clock go on. */
async function settle(): Promise<void> {
  for (let i = 0; i < 200; i++) await setImmediate()
}

describe('a host that asks for a rest', () => {
  test('silences nobody else: pages of other hosts are read while the clock stands still', async () => {
    await using asking = await ask(byHost({ 'hostile.org': wantsRest(600) }))
    const { papers, sources } = asking
    const hostile = papers.find(page('hostile.org/a'))
    await until(() => sources.asked.length === 1)
    await settle()
    const others = await Promise.all(
      ['one.org/x', 'two.org/x', 'three.org/x'].map((it) => papers.find(page(it))),
    )
    expect(others.map(({ kind }) => kind)).toEqual(['found', 'found', 'found'])
    papers.stop()
    await expect(hostile).rejects.toThrow('abort')
  })

  test('is the one that answers, and not the one that leads to it', async () => {
    const leads: Answer = ({ path }, response) =>
      path === '/away'
        ? void response.writeHead(302, { location: 'https://busy.org/' }).end()
        : send(response, 'text/html', pageOf('front'))
    await using asking = await ask(byHost({ 'front.org': leads, 'busy.org': wantsRest(600) }))
    const { papers, clock } = asking
    const away = papers.find(page('front.org/away'))
    await until(() => asking.askedAt('busy.org').length === 1)
    await settle()
    clock.advance(1000)
    expect(await papers.find(page('front.org/here'))).toMatchObject({ paper: { title: 'front' } })
    clock.advance(590_000)
    await settle()
    expect(asking.askedAt('busy.org')).toHaveLength(1)
    papers.stop()
    await expect(away).rejects.toThrow('abort')
  })

  test('is left alone when another leads to it', async () => {
    const leads: Answer = (_, response) =>
      void response.writeHead(302, { location: 'https://busy.org/' }).end()
    await using asking = await ask(byHost({ 'front.org': leads, 'busy.org': wantsRest(600) }))
    const { papers, clock } = asking
    const first = papers.find(page('busy.org/first'))
    await until(() => asking.askedAt('busy.org').length === 1)
    await settle()
    const second = papers.find(page('front.org/away'))
    await until(() => asking.askedAt('front.org').length === 1)
    clock.advance(500_000)
    await settle()
    expect(asking.askedAt('busy.org')).toHaveLength(1)
    papers.stop()
    await Promise.all([first, second].map((one) => expect(one).rejects.toThrow('abort')))
  })

  test.each([
    ['a day', 86_400, 10 * minute],
    ['half a minute', 30, 30_000],
    ['no time that it names', undefined, minute],
  ])('of %s gets at most ten minutes', async (_, seconds, ms) => {
    let answers = 0
    const once: Answer = (asked, response) => {
      answers += 1
      if (answers > 1) return send(response, 'text/html', pageOf('back'))
      if (seconds !== undefined) return wantsRest(seconds)(asked, response)
      response.writeHead(429).end()
    }
    await using asking = await ask(once)
    const found = asking.papers.find(page('busy.org/x'))
    await until(() => answers === 1)
    await settle()
    asking.clock.advance(ms - 1)
    await settle()
    expect(answers).toBe(1)
    // A little later at most: an hour would end in "unavailable" at once.
    expect(await asking.advanceTime(found)).toMatchObject({ kind: 'found', paper: { title: 'back' } })
  })

  test('may do so with any answer', async () => {
    await using asking = await ask((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'retry-after': '120' }).end(pageOf('a'))
    })
    await asking.find('url:busy.org/a')
    await asking.find('url:busy.org/b')
    expect(gaps(asking.askedAt('busy.org'))[0]).toBeGreaterThanOrEqual(120_000)
  })

  test('three times within an hour is not asked for an hour, and nobody waits for it', async () => {
    await using asking = await ask(byHost({ 'hostile.org': wantsRest(1) }))
    const { clock } = asking
    expect(await asking.find('url:hostile.org/a')).toEqual({ kind: 'unavailable' })
    expect(asking.askedAt('hostile.org')).toHaveLength(3)
    clock.advance(45 * minute)
    // Nobody moves the clock meanwhile.
    expect(await asking.papers.find(page('hostile.org/b'))).toEqual({ kind: 'unavailable' })
    expect(asking.askedAt('hostile.org')).toHaveLength(3)
    clock.advance(16 * minute)
    asking.sources.answerWith(byHost({}))
    expect(await asking.find('url:hostile.org/c')).toMatchObject({ kind: 'found' })
  })
})

describe('pages are asked for', () => {
  test('two at a time and one a second of one host', async () => {
    const gate = Promise.withResolvers<void>()
    await using asking = await ask(async (asked, response) => {
      await gate.promise
      send(response, 'text/html', pageOf(asked.path))
    })
    const all = Array.from({ length: 5 }, (_, i) => asking.papers.find(page(`one.org/${i}`)))
    await until(() => asking.askedAt('one.org').length === 1)
    await settle()
    expect(asking.askedAt('one.org')).toHaveLength(1)
    asking.clock.advance(1000)
    await until(() => asking.askedAt('one.org').length === 2)
    asking.clock.advance(10_000)
    await settle()
    expect(asking.askedAt('one.org')).toHaveLength(2)
    gate.resolve()
    await asking.advanceTime(Promise.all(all))
    expect(asking.sources.most.get('one.org')).toBe(2)
  })

  test('eight at a time of all hosts', async () => {
    const gate = Promise.withResolvers<void>()
    await using asking = await ask(async (asked, response) => {
      await gate.promise
      send(response, 'text/html', pageOf(asked.host))
    })
    const all = Array.from({ length: 12 }, (_, i) => asking.papers.find(page(`host${i}.org/x`)))
    await until(() => asking.sources.asked.length === 8)
    await settle()
    expect(asking.sources.asked).toHaveLength(8)
    gate.resolve()
    const outcomes = await asking.advanceTime(Promise.all(all))
    expect(outcomes.every(({ kind }) => kind === 'found')).toBe(true)
  })

  test('at the pace of the source whose host it is', async () => {
    await using asking = await ask((asked, response) =>
      asked.path === '/page' ? send(response, 'text/html', pageOf('a')) : asTheyAre(asked, response),
    )
    const { papers } = asking
    const askedAt = () => asking.askedAt('export.arxiv.org')
    expect(await papers.find(PaperId.parse('arxiv:2204.05862'))).toMatchObject({ kind: 'found' })
    const second = papers.find(page('export.arxiv.org/page'))
    await settle()
    asking.clock.advance(2999)
    await settle()
    expect(askedAt()).toHaveLength(1)
    asking.clock.advance(1)
    await until(() => askedAt().length === 2)
    expect(await second).toMatchObject({ kind: 'found' })
  })
})
