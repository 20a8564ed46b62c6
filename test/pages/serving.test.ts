import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPages } from './open-pages.ts'

/** What a page must never load or run. */
const active = /<script(?! type="" src="")|<style|<[^>]*\s(?:on\w+|style)=|javascript:/i

/** Markup without the values of attributes, which hold what people wrote, too. */
const withoutValues = (markup: string) => markup.replaceAll(/="[^"]*"/g, '=""')

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)> \${7*7} 'quoted'`

describe('a page', () => {
  let pages: Awaited<ReturnType<typeof openPages>>
  let path: string
  beforeAll(async () => {
    pages = await openPages()
    await pages.ben.ask({
      command: 'cast',
      args: { poll: pages.pollId, approach: '2', case: '2', why: hostile },
    })
    await pages.ada.ask({ command: 'amend', args: { poll: pages.pollId, title: hostile, closes: 'never' } })
    path = await pages.link('full')
  })
  afterAll(() => pages[Symbol.asyncDispose]())

  test('says to nobody where it was opened, and lets nothing in', async () => {
    const { headers } = await pages.get(path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-robots-tag': 'noindex, nofollow, noarchive, nosnippet',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:/)
    expect(headers.get('set-cookie')).toBeNull()
    expect(await (await pages.get('/robots.txt')).text()).not.toContain('Disallow')
  })

  test('shows what people wrote as text alone', async () => {
    const text = await (await pages.get(path)).text()
    expect(withoutValues(text)).not.toMatch(active)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(withoutValues(await (await pages.get(`${path}.svg`)).text())).not.toMatch(active)
  })

  test('is sent again only once it has changed', async () => {
    for (const address of [path, `${path}.json`]) {
      const first = await pages.get(address)
      const etag = first.headers.get('etag') ?? ''
      expect((await pages.get(address, { 'if-none-match': etag })).status).toBe(304)
    }
    const before = await pages.get(path)
    await pages.cleo.press(pages.poll, 'Eng · Avg')
    expect((await pages.get(path, { 'if-none-match': before.headers.get('etag') ?? '' })).status).toBe(200)
    const [, picture = ''] = /href="([^"]+\.png\?v=[^"]+)"/.exec(await (await pages.get(path)).text()) ?? []
    expect((await pages.get(picture)).headers.get('cache-control')).toBe('private, max-age=300')
    expect((await pages.get(`${path}.png`)).headers.get('cache-control')).toBe('private, no-cache')
  })

  test('loads files whose names change with them', async () => {
    const text = await (await pages.get(path)).text()
    const files = [...text.matchAll(/(?:href|src)="(\/pages\/[^"]+)"/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThanOrEqual(4)
    let bytes = Buffer.byteLength(text)
    for (const file of new Set(files)) {
      // It is bundled by another process, which a unit test doesn't start.
      if (file.endsWith('.js')) continue
      expect(file).toMatch(/-[0-9A-Za-z]{8,12}\.\w+$/)
      const response = await pages.get(file)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      bytes += (await response.arrayBuffer()).byteLength
    }
    expect(bytes).toBeLessThan(120 * 1024)
  })

  test('is as unknown as any other where its link is not: all 404 are alike', async () => {
    const withdrawn = await pages.link('counts', pages.ada)
    await pages.ada.press(await pages.ada.type('links'), 'Withdraw')
    const unknown = '/p/00000000000000000000000000'
    const token = path.slice(3)
    const addresses = [
      ...[
        unknown,
        withdrawn,
        `${withdrawn}.json`,
        `${withdrawn}/card.png`,
        `${path}.exe`,
        `${path}.json?round=9`,
      ],
      ...[
        `/p/${token.toUpperCase()}`,
        `/p/${token}0`,
        `/p/${pages.pollId}`,
        `/p/${pages.pollId}.png`,
        '/p/',
        '/p/%00',
      ],
    ]
    const answers = await Promise.all(
      addresses.map(async (address) => {
        // As somebody who is signed in to the playground asks.
        const response = await pages.get(address, { cookie: 'cruxgrid=1' })
        const { date: _, ...headers } = Object.fromEntries(response.headers)
        return { status: response.status, headers, text: await response.text() }
      }),
    )
    expect(answers[0]).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('comes at most 120 times a minute to one address, which a client can’t make up', async () => {
    await using other = await openPages()
    const ask = (i: number) => other.get('/robots.txt', { 'x-forwarded-for': `203.0.113.${i}` })
    const answers = await Promise.all(Array.from({ length: 121 }, (_, i) => ask(i)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    const late = await ask(0)
    expect(late.headers.get('retry-after')).toBe('60')
    other.table.clock.advance(60_000)
    expect((await ask(0)).status).toBe(200)
  })
})
