import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import * as fontkit from 'fontkit'
import { describe, expect, test } from 'vitest'
import { openWeb } from './open-web.ts'

/** A response as it came over the wire: `fetch` would decompress it. */
function load(url: string, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<unknown>; bytes: Buffer }>(
    (resolve, reject) => {
      request(url, { headers }, async (response) =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          bytes: await buffer(response),
        }),
      )
        .on('error', reject)
        .end()
    },
  )
}

/** The addresses of the fonts that a page asks for before its style sheet. */
const preloadsIn = (html: string) =>
  [
    ...html.matchAll(/<link rel="preload" href="(\/fonts\/[^"]+)" as="font" type="font\/woff2" crossorigin/g),
  ].map(([, href = '']) => href)

describe('what a first visit loads', () => {
  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('script and style together are at most 60 kB in %s, and the same as without', async (name, unpack) => {
    await using playground = await openWeb()
    let weight = 0
    for (const path of ['/app.js', '/app.css']) {
      const plain = await load(playground.address + path)
      const packed = await load(playground.address + path, { 'accept-encoding': name })
      expect(packed.headers['content-encoding']).toBe(name)
      expect(plain.headers['content-encoding']).toBeUndefined()
      expect(unpack(packed.bytes)).toEqual(plain.bytes)
      weight += packed.bytes.length
    }
    expect(weight).toBeLessThanOrEqual(60_000)
  })

  test('nothing is sent again that has not changed', async () => {
    await using playground = await openWeb()
    for (const path of ['/app.js', '/app.css']) {
      const { headers } = await load(playground.address + path)
      const again = await load(playground.address + path, { 'if-none-match': String(headers.etag) })
      expect([again.status, again.bytes.length]).toEqual([304, 0])
    }
  })

  test('two fonts of at most 40 kB are asked for at once, and no text waits for them', async () => {
    await using playground = await openWeb()
    const preloads = preloadsIn(String((await load(`${playground.address}/`)).bytes))
    const style = String((await load(`${playground.address}/app.css`)).bytes)
    expect(preloads).toHaveLength(2)
    const faces = [...style.matchAll(/@font-face\{[^}]*\}/g)].map(([face]) => face)
    expect(faces).toHaveLength(2)
    for (const href of preloads) {
      const [face] = faces.filter((face) => face.includes(href))
      expect(face).toContain('font-display:swap')
      const { bytes, headers } = await load(playground.address + href)
      expect(bytes.length).toBeLessThanOrEqual(40_000)
      expect(headers).toMatchObject({ 'content-type': 'font/woff2' })
      expect(headers['cache-control']).toContain('immutable')
    }
  })

  test('the fonts write what the page writes, in Latin and Greek', async () => {
    await using playground = await openWeb()
    const preloads = preloadsIn(String((await load(`${playground.address}/`)).bytes))
    const said = 'Žluťoučký kůň œuvre ŁÓDŹ ßẞ “‘’”–—…· × ▲ ■ ◆ ← ↑ → ↓ ↔ ✓ αβγ Ωμέγα 1₂³ ≤ ≥ ≠ −'
    for (const href of preloads) {
      const font = fontkit.create((await load(playground.address + href)).bytes)
      if (!('hasGlyphForCodePoint' in font)) throw new Error(`${href} is a collection of fonts`)
      const missing = [...said].filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
      expect(missing).toEqual([])
    }
  })
})
