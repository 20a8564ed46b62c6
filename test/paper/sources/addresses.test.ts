import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { requirePublicAddresses, requirePublicUrl } from '../../../src/paper/http/address-check.ts'
import type { WebResponse } from '../../../src/paper/http/web.ts'
import { recognise } from '../../../src/paper/recognise.ts'
import { type Sources, send, startSources } from '../../platforms/papers/loopback.ts'

const Table = z.object({
  rows: z.array(z.object({ url: z.string(), refused: z.boolean(), why: z.string().optional() })),
  redirects: z.array(
    z.object({
      name: z.string(),
      hops: z.array(z.string()),
      refusedAt: z.number().nullable(),
      resolve: z.record(z.string(), z.array(z.string())).optional(),
    }),
  ),
})
const { rows, redirects } = Table.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'addresses.json'), 'utf8')),
)
const question = (url: string) => ({ url, accept: /^text\/html/ })
const textOf = async (asking: Promise<WebResponse>) => new TextDecoder().decode((await asking).body)
const never = new AbortController().signal

describe('what is asked for on the web', () => {
  let sources: Sources
  beforeAll(async () => {
    sources = await startSources((_, response) => send(response, 'text/html', '<title>A page</title>'))
  })
  afterAll(() => sources.close())

  test.each(rows)('$url is refused: $refused', async ({ url, refused }) => {
    const web = sources.web()
    const before = sources.connected.length
    const asking = web.send(question(url), never)
    if (refused) {
      await expect(asking).rejects.toThrow('Not asked for')
      expect(sources.connected).toHaveLength(before)
    } else expect(await textOf(asking)).toContain('A page')
    await web.close()
  })

  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.168.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '::a9fe:a9fe',
    '::93.184.215.14',
    '::5db8:d70e',
    '::2',
    '64:ff9b::7f00:1',
    'not an address',
  ])('a name that leads to %s is refused, and nothing is connected to', async (address) => {
    const web = sources.web(async () => [
      { address: '93.184.215.14', family: 4 },
      { address, family: 4 },
    ])
    const before = sources.connected.length
    await expect(web.send(question('https://public.org/'), never)).rejects.toThrow()
    expect(sources.connected).toHaveLength(before)
    await web.close()
  })

  test.each(['kubernetes.default.svc', 'mail.corp', 'printer.home', 'wiki.intranet', 'wiki.intranet.'])(
    '%s is a name of some local network, which nobody looks up',
    async (name) => {
      const lookedUp: string[] = []
      const web = sources.web(async (hostname) => {
        lookedUp.push(hostname)
        return [{ address: '93.184.215.14', family: 4 }]
      })
      await expect(web.send(question(`https://${name}/`), never)).rejects.toThrow('Not asked for')
      expect(lookedUp).toEqual([])
      expect(recognise(`https://${name}/paper`)).toEqual({ refused: true })
      await web.close()
    },
  )

  test('a name without an address is refused', () => {
    expect(() => requirePublicAddresses([])).toThrow('Not asked for')
  })
})

/** Names under .example stand for public ones here. */
const asPublic = (url: string): string => url.replaceAll('.example', '.example-site.org')

describe('where a redirect leads', () => {
  test.each(redirects)('$name', async ({ hops, refusedAt, resolve = {} }) => {
    const leads = hops.map(asPublic)
    const sources = await startSources(({ host, path }, response) => {
      const here = `https://${host}${path}`
      const at = leads.indexOf(here)
      const next = leads[at + 1]
      if (next === undefined) return send(response, 'text/html', '<title>The end</title>')
      const location = next.startsWith(`https://${host}/`) ? next.slice(`https://${host}`.length) : next
      response.writeHead(302, { location }).end()
    })
    let answers = 0
    const lookUp = async (name: string) => {
      const given = Object.entries(resolve).find(([host]) => asPublic(host) === name)?.[1]
      const answer = given?.[Math.min(answers++, given.length - 1)] ?? '93.184.215.14'
      // A second answer of the name server, if it were asked again, would be the private one.
      const isSecond = given !== undefined && given.length > 1
      return (isSecond ? given.join(' and ') : answer)
        .replace(' together', '')
        .split(' and ')
        .map((address) => ({ address, family: 4 }))
    }
    const web = sources.web(lookUp)
    const asking = web.send(question(leads[0] ?? ''), never)
    if (refusedAt === null) expect(await textOf(asking)).toContain('The end')
    else {
      await expect(asking).rejects.toThrow()
      expect(sources.asked.length).toBeLessThan(refusedAt)
    }
    await web.close()
    await sources.close()
  })

  test('the address that was checked is the one that is connected to, though the next answer is another', async () => {
    const sources = await startSources((_, response) => send(response, 'text/html', '<title>A page</title>'))
    const answers = ['93.184.215.14', '127.0.0.1']
    const web = sources.web(async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }])
    await web.send(question('https://rebind.org/'), never)
    expect(sources.connected).toEqual(['93.184.215.14'])
    await web.close()
    await sources.close()
  })

  test('a base that the operator named may be on this machine, and what it leads on to may not', async () => {
    const inside = await startSources((_, response) => send(response, 'text/html', '<title>Inside</title>'))
    const named = await startSources(({ path }, response) => {
      if (path === '/here') return send(response, 'text/html', '<title>Here</title>')
      response.writeHead(302, { location: path === '/away' ? inside.address : '/here' }).end()
    })
    const web = named.web()
    const trusted = (path: string) => ({ ...question(named.address + path), isTrusted: true })
    expect(await textOf(web.send(trusted('/on'), never))).toContain('Here')
    await expect(web.send(trusted('/away'), never)).rejects.toThrow('Not asked for')
    expect(inside.asked).toEqual([])
    await web.close()
    await Promise.all([inside.close(), named.close()])
  })
})

test('the check of an address stands before any look-up', () => {
  expect(() => requirePublicUrl(new URL('https://localhost/'))).toThrow('Not asked for')
  expect(() => requirePublicUrl(new URL('https://arxiv.org/'))).not.toThrow()
})
