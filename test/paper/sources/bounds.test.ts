import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { maxPending } from '../../../src/limits.ts'
import { createDocuments } from '../../../src/paper/document/documents.ts'
import { BadAnswer } from '../../../src/paper/http/bad-answer.ts'
import { readFeed } from '../../../src/paper/sources/arxiv.ts'
import { readPage } from '../../../src/paper/sources/page.ts'
import { createFakeClock } from '../../fake-clock.ts'
import { type Answer, send } from '../../platforms/papers/loopback.ts'
import { seeded } from '../../seeded.ts'
import { atom, entry } from '../samples.ts'
import { askingSources, documents } from './asking.ts'

const atomType = 'application/atom+xml'
const title = '<meta name="citation_title" content="A title">'
const bytesOf = (text: string) => ({ status: 200, body: new TextEncoder().encode(text) })

/** Almost 2 MB that take long to parse and to check against a schema. */
const slowJson = `{"message":{"title":["Slow"],"author":[${'{"name":"a"},'.repeat(150_000)}{}]}}`
/** Almost 2 MB whose values fill far more than 50 MB. */
const largeJson = `[${'[{}],'.repeat(400_000)}1]`

const feedOnly =
  (xml: string): Answer =>
  ({ host }, response) =>
    host === 'export.arxiv.org' ? send(response, atomType, xml) : send(response, 'text/plain', '', 404)

describe('a hostile document', () => {
  test('of 2 MB stalls nothing: the event loop turns while it is read', async () => {
    const sent = Promise.withResolvers<void>()
    await using asking = await askingSources((_, response) => {
      send(response, 'application/json', slowJson)
      void once(response, 'finish').then(() => sent.resolve())
    })
    const finding = asking.find('doi:10.1000/slow').finally(() => {
      isOver = true
    })
    let isOver = false
    await sent.promise
    let turns = 0
    for (; !isOver; turns++) await setImmediate()
    expect(await finding).toMatchObject({ kind: 'found', paper: { title: 'Slow' } })
    expect(turns).toBeGreaterThan(500)
  })

  test.each([
    ['entries inside each other', '<entry>'.repeat(290_000)],
    ['entries that are never closed', `<feed>${'<entry><id>x</id>'.repeat(100_000)}`],
    ['elements inside each other', `<feed><entry>${'<a>'.repeat(600_000)}`],
    ['many attributes', `<feed><entry ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}>`],
    ['101 entries', atom(Array.from({ length: 101 }, () => entry('2204.05862', 'x', ['y'])).join(''))],
  ])('is not read as a feed: %s', async (_, xml) => {
    await using asking = await askingSources(feedOnly(xml))
    expect(await asking.find('arxiv:2204.05862')).toEqual({ kind: 'unavailable' })
  })

  test.each([
    ['attributes', `<i ${'a=b '.repeat(60_000)}>`],
    ['elements inside each other', '<div>'.repeat(50_000)],
    ['tables inside each other', '<table><tr><td>'.repeat(17_000)],
    ['paragraphs', '<button><p>'.repeat(24_000)],
    ['elements', '<a></a>'.repeat(36_000)],
  ])('is read as a page up to its bounds: %s', async (_, html) => {
    await using asking = await askingSources((_, response) =>
      send(response, 'text/html', `${title}${html}<meta name="citation_author" content="Too late">`),
    )
    expect(await asking.find('url:page.org/x')).toMatchObject({
      kind: 'found',
      paper: { title: 'A title', authors: [] },
    })
  })
})

describe('a page', () => {
  test('without an end is read as far as it is needed', async () => {
    let isOpen = true
    await using asking = await askingSources(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.write(title)
      response.once('close', () => {
        isOpen = false
      })
      while (isOpen) {
        response.write('x'.repeat(16_384))
        await setImmediate()
      }
    })
    expect(await asking.find('url:page.org/x')).toMatchObject({ kind: 'found', paper: { title: 'A title' } })
  })

  test('isn’t read after the end of its head, nor after 256 kB', async () => {
    const late = `<meta name="citation_title" content="Late">`
    await using asking = await askingSources(({ path }, response) =>
      send(
        response,
        'text/html',
        path === '/head' ? `<head></head>${late}` : `${' '.repeat(256 * 1024)}${late}`,
      ),
    )
    expect(await asking.find('url:page.org/head')).toEqual({ kind: 'unknown' })
    expect(await asking.find('url:page.org/long')).toEqual({ kind: 'unknown' })
  })

  test.each([
    ['63 elements', `${'<b>'.repeat(63)}${title}`, true],
    ['64 elements', `${'<b>'.repeat(64)}${title}`, false],
    ['19,999 elements', `${'<b></b>'.repeat(19_999)}${title}`, true],
    ['20,000 elements', `${'<b></b>'.repeat(20_000)}${title}`, false],
    ['200 attributes', `<b ${Array.from({ length: 200 }, (_, i) => `a${i}`).join(' ')}>${title}`, true],
    ['201 attributes', `<b ${Array.from({ length: 201 }, (_, i) => `a${i}`).join(' ')}>${title}`, false],
  ])('is read behind %s: %#', (_, html, isRead) => {
    expect(readPage(html)?.title).toBe(isRead ? 'A title' : undefined)
  })
})

test('a feed of a hundred entries is read', () => {
  const entries = Array.from({ length: 100 }, (_, i) => entry(`2204.${10_000 + i}`, `Title ${i}`, ['Ada']))
  expect(readFeed(atom(entries.join('')))).toHaveLength(100)
})

describe('the thread that reads documents', () => {
  const clock = createFakeClock('2026-11-30T17:00:00Z')
  const own = createDocuments({ clock })
  afterAll(() => own.close())
  const readTitle = async () => (await own.read('page', bytesOf(title)))[0]?.title

  test('is ended and replaced when a document takes 500 ms', async () => {
    expect(await readTitle()).toBe('A title')
    // The thread has started and is idle, so that it gets the document at once.
    const slow = own.read('crossref', bytesOf(slowJson))
    const behind = readTitle()
    clock.advance(499)
    clock.advance(1)
    await expect(slow).rejects.toThrow(BadAnswer)
    await expect(slow).rejects.toThrow('more than 500 ms')
    expect(await behind).toBe('A title')
  })

  test('is ended and replaced when a document takes 50 MB', async () => {
    const large = own.read('crossref', bytesOf(largeJson))
    const behind = readTitle()
    await expect(large).rejects.toThrow('more than 50 MB')
    expect(await behind).toBe('A title')
  })

  test('says what can’t be read, and reads on', async () => {
    await expect(own.read('crossref', bytesOf('[1'))).rejects.toThrow('JSON')
    await expect(own.read('crossref', bytesOf('[1]'))).rejects.not.toBeInstanceOf(BadAnswer)
    expect(await readTitle()).toBe('A title')
  })

  test('has 100 documents wait; one more is not read, and the next is once there is room', async () => {
    const other = createDocuments({ clock })
    const read = () => other.read('page', bytesOf(title))
    const waiting = Array.from({ length: maxPending.documents }, read)
    await expect(read()).rejects.toThrow('Too many documents are waiting')
    await Promise.all(waiting)
    expect(await read()).toMatchObject([{ title: 'A title' }])
    await other.close()
  })

  test('is gone when it is closed, with what waited for it', async () => {
    const other = createDocuments({ clock })
    const waiting = other.read('page', bytesOf(title))
    const closing = other.close()
    await expect(waiting).rejects.toThrow('closed')
    await closing
    await expect(other.read('page', bytesOf(title))).rejects.toThrow('closed')
  })
})

const seed = 7
test(`three hundred hostile documents are each read or refused, within bounds, seed ${seed}`, async () => {
  const random = seeded(seed)
  const pieces = [
    '<entry>',
    '</entry>',
    '<id>http://arxiv.org/abs/2204.05862v1</id>',
    '<title>',
    '</title>',
    '<author><name>',
    '</name></author>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<!DOCTYPE x [<!ENTITY a "b">',
    '&a;',
    '&#x202e;',
    '<svg>',
    '<meta name=citation_title content="',
    '<script>',
    '</head>',
    '{"message":{"title":["',
    '"]}}',
    '"',
    '<',
    '>',
    '\u0000',
    '\u202e',
    'word '.repeat(300),
  ]
  for (let i = 0; i < 300; i++) {
    const length = Math.floor(random() ** 3 * 2000)
    const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('')
    const source = ['arxiv', 'page', 'crossref'][i % 3] ?? ''
    const papers = await documents.read(source, bytesOf(text)).catch((fault: unknown) => {
      expect(fault).toBeInstanceOf(Error)
      return []
    })
    expect(papers.length).toBeLessThanOrEqual(100)
    for (const { title, authors } of papers)
      for (const words of [title, ...authors]) {
        expect(words.length).toBeLessThanOrEqual(500)
        expect(words).not.toMatch(/(?! )[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      }
  }
})
