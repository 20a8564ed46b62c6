import type { ServerResponse } from 'node:http'
import { type Answer, send, sendJson } from '../platforms/papers/loopback.ts'

/** An Atom feed, as arXiv sends it. */
export const atom = (entries: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id><title>arXiv Query</title>${entries}</feed>`

/** An entry of an Atom feed, as arXiv sends it. */
export const entry = (id: string, title: string, authors: readonly string[], year = 2022) =>
  `<entry><id>http://arxiv.org/abs/${id}v1</id><title>${title}</title><updated>2024-01-01T00:00:00Z</updated><published>${year}-05-01T00:00:00Z</published>${authors
    .map(
      (name) =>
        `<author><name>${name}</name><arxiv:affiliation xmlns:arxiv="x">Somewhere</arxiv:affiliation></author>`,
    )
    .join('')}</entry>`

/** Small answers of the shape that each source documents, by its host; ours, and about papers that don’t exist. */
const answers: Readonly<Record<string, (path: string, body: string, response: ServerResponse) => void>> = {
  'export.arxiv.org'(path, _, response) {
    const ids = new URL(path, 'https://x').searchParams.get('id_list')?.split(',') ?? []
    const known = ids.filter((id) => !id.startsWith('0'))
    const entries = known.map((id) =>
      id === '1801.00001'
        ? entry(id, 'A Title in Words', ['Ada Lovelace'], 2018)
        : entry(id, `A paper on $\\alpha$ &amp; ${id}`, ['Ada Lovelace', ' Ben Hur']),
    )
    send(response, 'application/atom+xml; charset=utf-8', atom(entries.join('')))
  },
  'api.crossref.org'(path, _, response) {
    if (!path.startsWith('/works/10.1000/known'))
      return send(response, 'text/plain', 'Resource not found.', 404)
    sendJson(response, {
      status: 'ok',
      message: {
        title: ['On <i>italic</i> things'],
        author: [{ given: 'Ada', family: 'Lovelace' }, { name: 'The Group' }],
        issued: { 'date-parts': [[2021, 3]] },
      },
    })
  },
  'api.datacite.org'(path, _, response) {
    if (!path.startsWith('/dois/10.5281/')) return sendJson(response, { errors: [{ status: '404' }] }, 404)
    sendJson(response, {
      data: {
        attributes: {
          titles: [{ title: 'A data set' }],
          creators: [{ name: 'Lovelace, Ada', givenName: 'Ada', familyName: 'Lovelace' }, { name: 'A Lab' }],
          publicationYear: 2020,
        },
      },
    })
  },
  'api.openalex.org'(path, _, response) {
    if (!path.startsWith('/works/doi:10.1000/only')) return send(response, 'text/html', '<h1>404</h1>', 404)
    sendJson(response, {
      display_name: 'Only here',
      publication_year: 1999,
      authorships: [{ author: { display_name: 'Ada Lovelace' } }],
    })
  },
  'api2.openreview.net'(path, _, response) {
    const isKnown = path === '/notes?id=newForum01'
    const note = {
      content: { title: { value: 'A new note' }, authors: { value: ['Ada Lovelace'] } },
      pdate: Date.parse('2025-06-01'),
      externalIds: ['arxiv:2501.00001'],
    }
    sendJson(response, { notes: isKnown ? [note] : [] })
  },
  'api.openreview.net'(path, _, response) {
    const isKnown = path === '/notes?id=oldForum01'
    const note = { content: { title: 'An old note', authors: ['Ben Hur'] }, cdate: Date.parse('2017-02-01') }
    sendJson(response, { notes: isKnown ? [note] : [] })
  },
  'api.semanticscholar.org'(path, _, response) {
    const isMatch = path.includes('/search/match?query=a%20title%20in%20words')
    const isKnown = path.includes('/paper/CorpusId:1?')
    if (!isMatch && !isKnown) return sendJson(response, { error: 'Paper not found' }, 404)
    const paper = {
      paperId: 'a'.repeat(40),
      title: 'A Title in Words',
      year: 2018,
      authors: [{ name: 'Ada Lovelace' }],
      externalIds: { ArXiv: '1801.00001', DOI: '10.1000/known' },
    }
    sendJson(response, isMatch ? { data: [paper] } : paper)
  },
  'www.lesswrong.com'(_, body, response) {
    const isKnown = body.includes('aaaaaaaaaaaaaaaaa')
    const result = {
      _id: 'a',
      title: 'A post',
      postedAt: '2024-08-20T00:00:00.000Z',
      user: { displayName: 'ada' },
      coauthors: [{ displayName: 'ben' }, { displayName: 'ada' }],
    }
    sendJson(response, { data: { post: { result: isKnown ? result : null } } })
  },
  'forum.effectivealtruism.org'(_, __, response) {
    const result = { title: 'A post elsewhere', postedAt: '2023-01-01T00:00:00.000Z', user: null }
    sendJson(response, { data: { post: { result } } })
  },
  'aclanthology.org'(_, __, response) {
    send(
      response,
      'text/html; charset=utf-8',
      '<title>x</title><meta content="A talk" name=citation_title><meta content="Lovelace, Ada" name=citation_author><meta content="2020/7" name=citation_publication_date>',
    )
  },
  'transformer-circuits.pub'(_, __, response) {
    send(
      response,
      'text/html',
      '<head><title>Toy &amp; Models</title><meta name="author" content="Ada Lovelace"></head>',
    )
  },
  'distill.pub'(_, __, response) {
    send(response, 'text/html', '<meta property="og:title" content="Zoom In"><title>Zoom</title>')
  },
  'page.org'(path, _, response) {
    if (path === '/untitled') return send(response, 'text/html', '<p>Nothing</p>')
    if (path === '/paper.pdf') return send(response, 'application/pdf', '%PDF-1.7')
    send(
      response,
      'text/html; charset=iso-8859-1',
      Buffer.from('<title>Caf\u00e9 \u2028</title>', 'latin1').toString('latin1'),
    )
  },
}

/** Answers as the sources do. */
export const asTheyAre: Answer = ({ host, path, body }, response) => {
  const answer = answers[host]
  if (answer === undefined) return send(response, 'text/plain', 'Nobody is here', 404)
  answer(path, body, response)
}
