import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { recognise, toPaper } from '../../../src/paper/recognise.ts'
import { readPage } from '../../../src/paper/sources/page.ts'
import { growthOf, linear } from '../../growth.ts'
import { send, sendJson } from '../../platforms/papers/loopback.ts'
import { asTheyAre, atom, entry } from '../samples.ts'
import { askingSources } from './asking.ts'

describe('each source is read as it documents itself:', () => {
  test.each([
    ['arxiv:2204.05862', 'A paper on α & 2204.05862', ['Ada Lovelace', 'Ben Hur'], 2022],
    ['arxiv:hep-th/9901001', 'A paper on α & hep-th/9901001', ['Ada Lovelace', 'Ben Hur'], 2022],
    ['doi:10.1000/known', 'On italic things', ['Ada Lovelace', 'The Group'], 2021],
    ['doi:10.5281/zenodo.1', 'A data set', ['Ada Lovelace', 'A Lab'], 2020],
    ['doi:10.1000/only-here', 'Only here', ['Ada Lovelace'], 1999],
    ['openreview:newForum01', 'A new note', ['Ada Lovelace'], 2025],
    ['openreview:oldForum01', 'An old note', ['Ben Hur'], 2017],
    ['s2:CorpusId:1', 'A Title in Words', ['Ada Lovelace'], 2018],
    ['title:a-title-in-words', 'A Title in Words', ['Ada Lovelace'], 2018],
    ['lesswrong:aaaaaaaaaaaaaaaaa', 'A post', ['ada', 'ben'], 2024],
    ['eaforum:aaaaaaaaaaaaaaaaa', 'A post elsewhere', [], 2023],
    ['acl:2020.acl-main.463', 'A talk', ['Ada Lovelace'], 2020],
    ['transformer-circuits:2022/toy_model', 'Toy & Models', ['Ada Lovelace'], undefined],
    ['distill:2020/circuits/zoom-in', 'Zoom In', [], undefined],
  ])('%s', async (id, title, authors, year) => {
    await using asking = await askingSources(asTheyAre)
    const outcome = await asking.find(id)
    expect(outcome).toMatchObject({ kind: 'found', paper: { title, authors } })
    expect(outcome.kind === 'found' && outcome.paper.year).toBe(year)
    for (const { userAgent } of asking.sources.asked) expect(userAgent).toBe('Cruxgrid/test')
  })

  test.each([
    'arxiv:0704.9999',
    'doi:10.1000/nobody',
    'openreview:nobody01',
    'lesswrong:bbbbbbbbbbbbbbbbb',
    'title:nobody-knows',
    'url:page.org/untitled',
  ])('%s is known to nobody', async (id) => {
    await using asking = await askingSources(asTheyAre)
    expect(await asking.find(id)).toEqual({ kind: 'unknown' })
  })

  test('a PDF can’t be read, nor will it be another time', async () => {
    await using asking = await askingSources(asTheyAre)
    expect(await asking.find('url:page.org/paper.pdf')).toEqual({ kind: 'unknown' })
  })

  test('another title than the one that was typed isn’t taken for it', async () => {
    await using asking = await askingSources(({ host, path, body, ...rest }, response) =>
      asTheyAre({ ...rest, host, body, path: path.replace('a%20title', 'a%20title%20in%20words') }, response),
    )
    expect(await asking.find('title:a-title')).toEqual({ kind: 'unknown' })
  })

  test.each(['s2:CorpusId:1', `s2:${'a'.repeat(40)}`])(
    '%s is joined to the arXiv id that is the same paper',
    async (id) => {
      await using asking = await askingSources(asTheyAre)
      const { papers, find } = asking
      await find('s2:CorpusId:1')
      const known = await papers.recall({ id: id as never, title: id, authors: [] })
      expect(known).toMatchObject({
        hasOfficialTitle: true,
        paper: { id: 'arxiv:1801.00001', url: 'https://arxiv.org/abs/1801.00001', title: 'A Title in Words' },
      })
    },
  )

  test('papers that are joined one after another are one paper', async () => {
    await using asking = await askingSources((asked, response) => {
      const content = { title: { value: 'A title in words.' }, authors: { value: ['ada lovelace'] } }
      const note = { content, externalIds: ['doi:10.1000/known'] }
      if (asked.host === 'api2.openreview.net') return sendJson(response, { notes: [note] })
      if (asked.host !== 'api.crossref.org') return asTheyAre(asked, response)
      const author = [{ given: 'Ada', family: 'Lovelace' }]
      sendJson(response, { message: { title: ['A Title in <i>Words</i>'], author } })
    })
    const { papers, find } = asking
    await find('openreview:newForum01')
    await find('s2:CorpusId:1')
    for (const id of ['openreview:newForum01', 'doi:10.1000/known', 's2:CorpusId:1'])
      expect(await papers.recall({ id: id as never, title: id, authors: [] })).toMatchObject({
        paper: { id: 'arxiv:1801.00001' },
      })
  })

  test('a paper that was joined goes by its own name again when what was said of it is forgotten', async () => {
    await using asking = await askingSources(asTheyAre)
    await asking.find('s2:CorpusId:1')
    // The store tells the time itself.
    const before = Date.now
    Date.now = () => before() + 31 * 86_400_000
    try {
      const typed = toPaper(recognise('https://api.semanticscholar.org/CorpusID:1'))
      if (typed === undefined) throw new Error('A paper was not recognised')
      expect(await asking.papers.recall(typed)).toEqual({
        hasOfficialTitle: false,
        paper: {
          id: 'arxiv:1801.00001',
          title: 'arXiv:1801.00001',
          authors: [],
          url: 'https://arxiv.org/abs/1801.00001',
        },
      })
    } finally {
      Date.now = before
    }
  })

  test.each([
    ['Alice Smith, Bob Jones', ['Alice Smith', 'Bob Jones']],
    ['Lovelace, Ada', ['Lovelace, Ada']],
  ])('a page by %s', (author, authors) => {
    expect(readPage(`<title>x</title><meta name="author" content="${author}">`)?.authors).toEqual(authors)
  })

  test('whom a source may write to is said where its etiquette asks for it', async () => {
    await using asking = await askingSources(asTheyAre, { mailto: 'ada@example.org' })
    await asking.find('doi:10.1000/known')
    expect(asking.sources.asked[0]?.path).toContain('mailto=ada%40example.org')
  })

  test('a base that was set is asked instead of the public one', async () => {
    await using asking = await askingSources(() => {})
    const { sources } = asking
    sources.answerWith(({ path, body, ...rest }, response) =>
      asTheyAre({ ...rest, path, body, host: 'export.arxiv.org' }, response),
    )
    await using own = await askingSources(() => {}, { bases: { ARXIV_API_URL: sources.address } })
    expect(await own.find('arxiv:2204.05862')).toMatchObject({ kind: 'found' })
    expect(own.sources.asked).toEqual([])
    expect(sources.asked).toHaveLength(1)
  })
})

/** Other people’s data, which is read where it is and is in no repository of ours. */
const folder = join(import.meta.dirname, '../../../../shared/reference/papers')
const index = join(folder, 'index.json')
const Sample = z.object({
  file: z.string(),
  request: z.string(),
  status: z.number(),
  contentType: z.string(),
  expect: z.object({
    id: z.string().optional(),
    title: z.string().optional(),
    authors: z.array(z.string()).optional(),
    year: z.number().optional(),
    notFound: z.boolean().optional(),
    unavailable: z.boolean().optional(),
  }),
})
const recorded = existsSync(index)
  ? z.object({ samples: z.array(Sample) }).parse(JSON.parse(readFileSync(index, 'utf8'))).samples
  : []

const hosts: Readonly<Record<string, RegExp>> = {
  arxiv: /^export\.arxiv\.org$/,
  crossref: /^api\.crossref\.org$/,
  datacite: /^api\.datacite\.org$/,
  openalex: /^api\.openalex\.org$/,
  openreview: /^api2\.openreview\.net$/,
  semanticscholar: /^api\.semanticscholar\.org$/,
  lesswrong: /^www\.lesswrong\.com$/,
  acl: /^aclanthology\.org$/,
}

/** The paper that was asked about when an answer was recorded. */
function askedIn({ file, request, expect: { id, title } }: z.infer<typeof Sample>): string {
  const source = file.split('-', 1)[0] ?? ''
  if (file.includes('-match')) return `title:${title?.toLowerCase().replaceAll(' ', '-')}`
  if (source === 'arxiv') return id ?? 'arxiv:0704.9999'
  if (source === 'semanticscholar') return 's2:CorpusId:259212440'
  if (source === 'crossref') return `doi:${request.split('/works/')[1]}`
  if (source === 'openreview') return `openreview:${request.split('id=')[1]}`
  return id ?? `lesswrong:${'b'.repeat(17)}`
}

describe.skipIf(recorded.length === 0)('answers as they were recorded', () => {
  test.each(recorded)('$file', async (sample) => {
    const { file, status, contentType, expect: expected } = sample
    const { id, title, authors, year } = expected
    const body = readFileSync(join(folder, file), 'utf8')
    const host = hosts[file.split('-', 1)[0] ?? '']
    await using asking = await askingSources((asked, response) => {
      if (host?.test(asked.host)) return send(response, contentType, body, status)
      const arxivId = id?.startsWith('arxiv:') === true ? id.slice('arxiv:'.length) : undefined
      // The source of the id that another one names says the same.
      if (asked.host === 'export.arxiv.org' && arxivId !== undefined)
        return send(response, 'application/atom+xml', atom(entry(arxivId, title ?? '', authors ?? [], year)))
      // Whoever is asked before it can’t say, and whoever comes after it knows nothing.
      if (asked.host === 'export.arxiv.org') return send(response, 'text/plain', 'Down', 503)
      sendJson(response, { error: 'not found', notes: [] }, 404)
    })
    const outcome = await asking.find(askedIn(sample))
    if (expected.notFound === true) return expect(outcome).toEqual({ kind: 'unknown' })
    if (expected.unavailable === true) return expect(outcome).toEqual({ kind: 'unavailable' })
    expect(outcome).toMatchObject({
      kind: 'found',
      paper: {
        ...(id !== undefined && { id }),
        title,
        ...(authors !== undefined && { authors }),
        ...(year !== undefined && { year }),
      },
    })
  })
})

test.each([
  ['<meta name=a content=b>', ''],
  ['<div>', ''],
  ['<button><p>', ''],
  ['<div>x</p>', ''],
  ['<svg>', '<title>x</title>'],
])('a page of many %s is read in a time that grows with it', (piece, end) => {
  expect(growthOf((count) => piece.repeat(count) + end, readPage, 8000)).toBeLessThanOrEqual(linear)
})
