import { describe, expect, test } from 'vitest'
import { answers as entries } from '../../../src/paper/known-papers.ts'
import { type PaperId as Id, PaperId } from '../../../src/paper/paper.ts'
import { isSamePaper } from '../../../src/paper/same-paper.ts'
import { askAbout, type Source } from '../../../src/paper/source.ts'
import { type Answer, send, sendJson } from '../../platforms/papers/loopback.ts'
import { asTheyAre } from '../samples.ts'
import { askingSources } from './asking.ts'

const victim = 'arxiv:2204.05862'
const official = 'A paper on α & 2204.05862'
const hour = 3_600_000

const note =
  (title: string, authors: readonly string[], externalIds: readonly string[]): Answer =>
  (_, response) =>
    sendJson(response, {
      notes: [{ content: { title: { value: title }, authors: { value: authors } }, externalIds }],
    })

/** The sources as they are, but for some hosts. */
const except =
  (answers: Readonly<Record<string, Answer>>): Answer =>
  (asked, response) =>
    (answers[asked.host] ?? asTheyAre)(asked, response)

const down: Answer = (_, response) => void response.writeHead(503).end()

async function ask(answer: Answer, sources?: readonly Source[]) {
  const asking = await askingSources(answer, {}, sources && { sources })
  const recall = async (id: string) =>
    (await asking.papers.recall({ id: PaperId.parse(id), title: id, authors: [] })).paper
  const storedOf = (id: string) => asking.store.collection(entries).get(id)
  return { ...asking, recall, storedOf }
}

describe('what a source says of another id', () => {
  test.each<{ what: string; id: string; answers: Readonly<Record<string, Answer>> }>([
    {
      what: 'an OpenReview note',
      id: 'openreview:hostile01',
      answers: { 'api2.openreview.net': note('Spam', ['Mallory'], [victim]) },
    },
    {
      what: 'a record of Semantic Scholar',
      id: 's2:CorpusId:7',
      answers: {
        'api.semanticscholar.org': (_, response) =>
          sendJson(response, {
            title: 'Spam',
            authors: [{ name: 'Mallory' }],
            externalIds: { ArXiv: '2204.05862' },
          }),
      },
    },
    {
      what: 'a paper with the title and another first author',
      id: 'openreview:hostile01',
      answers: { 'api2.openreview.net': note(official, ['Mallory', 'Ada Lovelace'], [victim]) },
    },
    {
      what: 'a paper with the first author and another title',
      id: 'openreview:hostile01',
      answers: { 'api2.openreview.net': note('Spam', ['Ada Lovelace'], [victim]) },
    },
  ])('renames nothing and joins nothing: $what', async ({ id, answers }) => {
    await using asking = await ask(except(answers))
    expect(await asking.find(id)).toMatchObject({ kind: 'found', paper: { id } })
    expect((await asking.recall(victim)).title).not.toBe('Spam')
    expect(await asking.find(victim)).toMatchObject({ paper: { id: victim, title: official } })
    expect(await asking.find(id)).toMatchObject({ kind: 'found', paper: { id } })
    expect((await asking.recall(victim)).title).toBe(official)
  })

  test('doesn’t rename a paper that is known already', async () => {
    await using asking = await ask(except({ 'api2.openreview.net': note('Spam', ['Mallory'], [victim]) }))
    await asking.find(victim)
    await asking.find('openreview:hostile01')
    expect(await asking.recall(victim)).toMatchObject({
      id: victim,
      title: official,
      authors: ['Ada Lovelace', 'Ben Hur'],
    })
  })

  test('joins the two when title and first author agree, and shows the own source’s words', async () => {
    const sameTitle = note('A PAPER on $\\alpha$ & 2204.05862.', ['Lovelace, Ada'], [victim])
    await using asking = await ask(except({ 'api2.openreview.net': sameTitle }))
    expect(await asking.find('openreview:sameAs01')).toMatchObject({
      paper: { id: victim, title: official, authors: ['Ada Lovelace', 'Ben Hur'] },
    })
    expect(await asking.storedOf('openreview:sameAs01')).toMatchObject({
      title: 'A PAPER on α & 2204.05862.',
    })
  })

  test('doesn’t join two papers of others, the second after the first', async () => {
    const claims = [victim, 'doi:10.1000/known']
    const both = note(official, ['Ada Lovelace'], claims)
    const crossref: Answer = (_, response) =>
      sendJson(response, {
        message: { title: ['On italic things'], author: [{ given: 'Ada', family: 'Lovelace' }] },
      })
    await using asking = await ask(except({ 'api2.openreview.net': both, 'api.crossref.org': crossref }))
    await asking.find('openreview:hostile01')
    expect((await asking.recall('openreview:hostile01')).id).toBe(victim)
    expect(await asking.recall('doi:10.1000/known')).toMatchObject({
      id: 'doi:10.1000/known',
      title: 'On italic things',
    })
  })

  test('waits for the other’s own source while that can’t be reached', async () => {
    const down503 = { 'export.arxiv.org': down }
    const sameNote = { 'api2.openreview.net': note(official, ['Ada Lovelace'], [victim]) }
    await using asking = await ask(except({ ...sameNote, ...down503 }))
    expect(await asking.find('openreview:sameAs01')).toMatchObject({
      paper: { id: 'openreview:sameAs01' },
      isProvisional: true,
    })
    asking.sources.answerWith(except(sameNote))
    asking.clock.advance(2 * hour)
    await asking.store.collection(entries).delete(victim)
    expect(await asking.find('openreview:sameAs01')).toMatchObject({
      paper: { id: victim },
      isProvisional: false,
    })
  })

  test('joins the two when the other’s own source says the same, whatever their titles', async () => {
    const sourceOf = (kind: string, title: string, sameAs: readonly Id[]): Source => ({
      name: kind,
      kinds: [kind],
      own: [kind],
      read: () => [{ title, authors: ['Ada'], sameAs }],
      open: (deps) => () => askAbout(deps, { url: `https://${kind}.org/`, accept: /./ }),
    })
    const [first, second] = [PaperId.parse('doi:10.1000/1'), PaperId.parse('s2:2')]
    const mutual = [sourceOf('doi', 'As published', [second]), sourceOf('s2', 'As a draft', [first])]
    await using asking = await ask((_, response) => send(response, 'text/plain', '.'), mutual)
    expect(await asking.find(second)).toMatchObject({ paper: { id: first, title: 'As published' } })
  })
})

describe('an id’s own source', () => {
  test('is stood in for while it can’t be reached, and then replaces what was said', async () => {
    const datacite: Answer = (_, response) =>
      sendJson(response, {
        data: { attributes: { titles: [{ title: 'Second hand' }], publicationYear: 1999 } },
      })
    await using asking = await ask(except({ 'export.arxiv.org': down, 'api.datacite.org': datacite }))
    const { clock, papers, sources } = asking
    expect(await asking.find(victim)).toMatchObject({ paper: { title: 'Second hand' }, isProvisional: true })
    expect(await asking.storedOf(victim)).toMatchObject({
      from: { title: 'datacite', authors: 'datacite', year: 'datacite' },
    })
    const asked = sources.asked.length
    expect(await papers.find(PaperId.parse(victim))).toMatchObject({ paper: { title: 'Second hand' } })
    expect(sources.asked).toHaveLength(asked)
    const typed = { id: PaperId.parse(victim), title: victim, authors: [] }
    expect((await papers.recall(typed)).hasOfficialTitle).toBe(false)
    sources.answerWith(asTheyAre)
    clock.advance(2 * hour)
    expect(await asking.find(victim)).toMatchObject({
      paper: { title: official, authors: ['Ada Lovelace', 'Ben Hur'], year: 2022 },
      isProvisional: false,
      replaced: expect.arrayContaining(['Second hand']),
    })
    expect(await asking.storedOf(victim)).toMatchObject({
      from: { title: 'arxiv', authors: 'arxiv', year: 'arxiv' },
    })
    expect((await papers.recall(typed)).hasOfficialTitle).toBe(true)
  })

  test('isn’t spoken for when it doesn’t know the id', async () => {
    await using asking = await ask(asTheyAre)
    expect(await asking.find('arxiv:0704.9999')).toEqual({ kind: 'unknown' })
    expect(asking.sources.asked.map(({ host }) => host)).toEqual(['export.arxiv.org'])
  })

  test('is asked about what an earlier version stored, which may be another’s word', async () => {
    await using asking = await ask(asTheyAre)
    await asking.store.collection(entries).set(victim, { v: 1, kind: 'found', title: 'Spam', authors: [] })
    expect(await asking.find(victim)).toMatchObject({
      paper: { title: official },
      replaced: expect.arrayContaining(['Spam']),
    })
  })

  test('says nothing that a record can’t hold', async () => {
    const odd: Answer = (_, response) =>
      sendJson(response, { message: { title: ['Odd'], issued: { 'date-parts': [[2021.5]] } } })
    await using asking = await ask(except({ 'api.crossref.org': odd }))
    for (let i = 0; i < 2; i++)
      expect(await asking.find('doi:10.1000/odd')).toMatchObject({ kind: 'found', paper: { title: 'Odd' } })
  })
})

test.each([
  ['A title', ['Ada Lovelace'], 'a  TITLE!', ['A. Lovelace'], true],
  ['Über Eins', ['José García'], 'über eins', ['Garcia, Jose'], true],
  ['A title', ['Ada Lovelace'], 'A title', ['Ben Lovelace'], false],
  ['A title', ['Ada Lovelace'], 'A title: a subtitle', ['Ada Lovelace'], false],
  ['A title', [], 'A title', [], false],
  ['!', ['Ada'], '?', ['Ada'], false],
])('%s by %s and %s by %s are the same paper: %s', (title, authors, otherTitle, otherAuthors, isSame) => {
  const [a, b] = [
    { title, authors },
    { title: otherTitle, authors: otherAuthors },
  ]
  expect([isSamePaper(a, b), isSamePaper(b, a)]).toEqual([isSame, isSame])
})
