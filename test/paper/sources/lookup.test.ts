import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { PaperId } from '../../../src/paper/paper.ts'
import { type Answer, send } from '../../platforms/papers/loopback.ts'
import { until } from '../../until.ts'
import { offlinePapers } from '../offline.ts'
import { asTheyAre } from '../samples.ts'
import { askingSources } from './asking.ts'

const day = 86_400_000
const gaps = (times: readonly number[]) => times.slice(1).map((at, i) => at - (times[i] ?? 0))

describe('a source is asked as it wants to be asked:', () => {
  test('arXiv once in three seconds and one at a time, for all that wait together', async () => {
    await using asking = await askingSources(asTheyAre)
    const { papers, advanceTime: passing, sources } = asking
    const ids = Array.from({ length: 12 }, (_, i) => PaperId.parse(`arxiv:2204.${10_000 + i}`))
    const first = ids.slice(0, 3).map(papers.find)
    for (let i = 0; i < 50; i++) await setImmediate()
    const outcomes = await passing(Promise.all([...first, ...ids.slice(3).map(papers.find)]))
    expect(outcomes.every(({ kind }) => kind === 'found')).toBe(true)
    expect(sources.asked.length).toBeLessThanOrEqual(3)
    expect(sources.most.get('export.arxiv.org')).toBe(1)
    expect(gaps(sources.asked.map(({ at }) => at)).filter((gap) => gap < 3000)).toEqual([])
  })

  test('Crossref five times a second and one at a time, without an address to write to', async () => {
    await using asking = await askingSources(asTheyAre)
    const { papers, advanceTime: passing, sources } = asking
    const ids = Array.from({ length: 10 }, (_, i) => PaperId.parse(`doi:10.1000/known.${i}`))
    await passing(Promise.all(ids.map(papers.find)))
    expect(sources.most.get('api.crossref.org')).toBe(1)
    expect(gaps(sources.asked.map(({ at }) => at)).filter((gap) => gap < 200)).toEqual([])
  })

  test('not at all while it asks to be left alone', async () => {
    let answers = 0
    await using asking = await askingSources((asked, response) => {
      answers += 1
      if (answers > 1) return asTheyAre(asked, response)
      response.writeHead(429, { 'retry-after': '60', 'content-type': 'text/plain' }).end()
    })
    expect(await asking.find('arxiv:2204.05862')).toMatchObject({ kind: 'found' })
    expect(gaps(asking.sources.asked.map(({ at }) => at))[0]).toBeGreaterThanOrEqual(60_000)
  })

  test('arXiv again for each of the ids that it won’t take together', async () => {
    await using asking = await askingSources((asked, response) => {
      if (asked.host !== 'export.arxiv.org' || !asked.path.includes('foo')) return asTheyAre(asked, response)
      send(response, 'application/atom+xml', '<feed/>', 400)
    })
    const ids = ['arxiv:2204.10000', 'arxiv:foo/9901001', 'arxiv:2204.10001'].map((id) => PaperId.parse(id))
    const outcomes = await asking.advanceTime(Promise.all(ids.map(asking.papers.find)))
    expect(outcomes.map(({ kind }) => kind)).toEqual(['found', 'unknown', 'found'])
  })

  test('nobody any more once it is stopped, and whoever waits is told', async () => {
    await using asking = await askingSources(() => {})
    const answered = asking.papers.find(PaperId.parse('arxiv:2204.10000'))
    await until(() => asking.sources.asked.length === 1)
    const waiting = asking.papers.find(PaperId.parse('arxiv:2204.10001'))
    for (let i = 0; i < 50; i++) await setImmediate()
    asking.papers.stop()
    await expect(answered).rejects.toThrow('abort')
    await expect(waiting).rejects.toThrow('abort')
    expect(asking.sources.asked).toHaveLength(1)
  })

  test('once for a paper that several people open at a time', async () => {
    await using asking = await askingSources(asTheyAre)
    const { papers, advanceTime: passing, sources } = asking
    const id = PaperId.parse('doi:10.1000/known')
    await passing(Promise.all([papers.find(id), papers.find(id), papers.find(id)]))
    expect(sources.asked).toHaveLength(1)
  })
})

describe('what was said is remembered:', () => {
  test('what was found for thirty days', async () => {
    await using asking = await askingSources(asTheyAre)
    await asking.find('doi:10.1000/known')
    await asking.find('doi:10.1000/known')
    expect(asking.sources.asked).toHaveLength(1)
  })

  test('that nobody knows it, or could say, for a while', async () => {
    await using asking = await askingSources((_, response) => send(response, 'text/plain', 'Down', 503))
    expect(await asking.find('lesswrong:aaaaaaaaaaaaaaaaa')).toEqual({ kind: 'unavailable' })
    const asked = asking.sources.asked.length
    expect(asked).toBe(3)
    expect(await asking.find('lesswrong:aaaaaaaaaaaaaaaaa')).toEqual({ kind: 'unavailable' })
    expect(asking.sources.asked).toHaveLength(asked)
  })
})

const bomb = Buffer.alloc(3 * 1024 * 1024, 'x').toString()
const entities = `<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join('')}]><feed><entry><id>http://arxiv.org/abs/2204.05862v1</id><title>&j;</title></entry></feed>`

describe('whatever a source does, somebody is told something:', () => {
  test.each<{ readonly what: string; readonly answer: Answer; readonly id?: string }>([
    { what: 'an error', answer: (_, response) => send(response, 'text/plain', 'Oops', 500) },
    { what: 'a refusal', answer: (_, response) => send(response, 'text/html', 'No robots', 403) },
    { what: 'a broken connection', answer: (_, response) => void response.destroy() },
    {
      what: 'half an answer',
      answer: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/atom+xml', 'content-length': '1000' })
        response.write('<feed><entry><id>http://arxiv.org/abs/2204.05862v1</id><title>Half')
        response.destroy()
      },
    },
    { what: 'another type', answer: (_, response) => send(response, 'image/png', 'PNG') },
    { what: 'something huge', answer: (_, response) => send(response, 'application/atom+xml', bomb) },
    { what: 'no XML', answer: (_, response) => send(response, 'application/atom+xml', '{"no": "xml"}') },
    {
      what: 'no JSON',
      answer: (_, response) => send(response, 'application/json', '<html>'),
      id: 'doi:10.1000/known',
    },
    {
      what: 'other JSON',
      answer: (_, response) => send(response, 'application/json', '[1, null]'),
      id: 'doi:10.1000/known',
    },
    {
      what: 'JSON for a page',
      answer: (_, response) => send(response, 'application/json', '{}'),
      id: 'url:page.org/x',
    },
    {
      what: 'a redirect to this machine',
      answer: (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
    },
  ])('$what', async ({ answer, id = 'arxiv:2204.05862' }) => {
    await using asking = await askingSources(answer)
    const { kind } = await asking.find(id)
    expect(['unknown', 'unavailable']).toContain(kind)
  })

  test('entities that would grow are not expanded', async () => {
    await using asking = await askingSources((_, response) =>
      send(response, 'application/atom+xml', entities),
    )
    const outcome = await asking.find('arxiv:2204.05862')
    expect(outcome).toMatchObject({ kind: 'found', paper: { title: '&j;' } })
  })

  test('a title that is an attack is text', async () => {
    const hostile = '<script>alert(1)</script> <!channel> @everyone \u202e[x](javascript:y)'
    await using asking = await askingSources((_, response) =>
      send(
        response,
        'text/html',
        `<meta name="citation_title" content="${hostile.replaceAll('<', '&lt;')}">`,
      ),
    )
    expect(await asking.find('url:page.org/x')).toMatchObject({
      kind: 'found',
      paper: { title: '<script>alert(1)</script> <!channel> @everyone [x](javascript:y)' },
    })
  })

  test('a page that says it is another paper is not believed', async () => {
    const claims =
      '<meta name="citation_title" content="Spam"><meta name="citation_doi" content="10.1000/known">' +
      '<meta name="citation_arxiv_id" content="2204.05862">'
    await using asking = await askingSources((asked, response) =>
      asked.host === 'page.org' ? send(response, 'text/html', claims) : asTheyAre(asked, response),
    )
    await asking.find('url:page.org/x')
    expect(await asking.find('doi:10.1000/known')).toMatchObject({ paper: { title: 'On italic things' } })
    expect(await asking.find('arxiv:2204.05862')).toMatchObject({
      paper: { title: 'A paper on α & 2204.05862' },
    })
  })

  test('a source that never answers is given up, and asked twice more', async () => {
    await using asking = await askingSources(() => {}, {}, { timeoutMs: 300 })
    expect(await asking.find('lesswrong:aaaaaaaaaaaaaaaaa')).toEqual({ kind: 'unavailable' })
    expect(asking.sources.asked).toHaveLength(3)
  })
})

test('what was remembered is forgotten when its time is over', async () => {
  await using asking = await askingSources(asTheyAre)
  await asking.find('doi:10.1000/known')
  // The store tells the time itself.
  const before = Date.now
  Date.now = () => before() + 31 * day
  try {
    await asking.find('doi:10.1000/known')
  } finally {
    Date.now = before
  }
  expect(asking.sources.asked).toHaveLength(2)
})

test('nobody is asked when papers are offline', async () => {
  await using asking = await askingSources(asTheyAre)
  const offline = offlinePapers(asking.store)
  expect(await offline.find(PaperId.parse('doi:10.1000/known'))).toEqual({ kind: 'unknown' })
  expect(asking.sources.asked).toEqual([])
})

test('each source that was asked is counted by what it said, and no paper is named', async () => {
  await using asking = await askingSources((asked, response) =>
    asked.host === 'export.arxiv.org'
      ? send(response, 'text/plain', 'Oops', 500)
      : asTheyAre(asked, response),
  )
  await asking.find('doi:10.1000/known')
  await asking.find('arxiv:2204.05862')
  const lines = (await asking.metrics.write())
    .split('\n')
    .filter((line) => line.startsWith('cruxgrid_source_lookups_total{'))
  expect(lines).toContain('cruxgrid_source_lookups_total{source="crossref",outcome="found"} 1')
  expect(lines).toContain('cruxgrid_source_lookups_total{source="arxiv",outcome="failed"} 1')
  expect(lines.join()).not.toMatch(/2204|10\.1000/)
})
