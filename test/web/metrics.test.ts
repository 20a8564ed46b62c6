import { describe, expect, test } from 'vitest'
import { serveMetrics } from '../../adapters/serve-metrics.ts'
import { createServer } from '../../adapters/server.ts'
import { loadCommands } from '../../commands/index.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { until } from '../until.ts'
import { openWeb } from './open-web.ts'

const token = 'q7Rk-violet-harbour-93'

/** The lines of one metric, without its head. */
const linesOf = (text: string, name: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(name))

describe('the metrics of what people do', () => {
  test('count votes, commands by outcome, and edits, and hold no word, name or id', async () => {
    await using web = await openWeb()
    const read = async () => (await web.get('/metrics')).text()
    const ada = web.as('Ada')
    await ada.type('/grid poll Zq7 private title')
    const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(await ada.sees()))?.[0] ?? ''
    expect(poll).not.toBe('')
    await ada.press({ command: 'vote', args: { poll, answer: '8' } })
    await ada.type('/grid zq7unknown words')
    await ada.type('/grid close nothing of that name')

    await until(async () => linesOf(await read(), 'cruxgrid_edits_total').length > 0)
    const text = await read()
    expect(linesOf(text, 'cruxgrid_votes_total')).toEqual(['cruxgrid_votes_total{platform="web"} 1'])
    const commands = linesOf(text, 'cruxgrid_commands_total')
    expect(commands).toContain('cruxgrid_commands_total{command="poll",outcome="shown"} 1')
    expect(commands).toContain('cruxgrid_commands_total{command="vote",outcome="shown"} 1')
    expect(commands).toContain('cruxgrid_commands_total{command="close",outcome="refused"} 1')
    expect(linesOf(text, 'cruxgrid_edits_total{platform="web",outcome="shown"}')).toHaveLength(1)
    expect(linesOf(text, 'cruxgrid_queue_depth')).toContain('cruxgrid_queue_depth{queue="edits"} 0')

    for (const word of ['Zq7', 'zq7', 'private', 'ada', 'Ada', poll, 'reading-group'])
      expect(text).not.toContain(word)
    const known = new Set([...(await loadCommands()).map(({ name }) => name), 'unknown'])
    for (const [, command = ''] of text.matchAll(/command="([^"]*)"/g)) expect(known).toContain(command)
  })
})

describe('who can read the metrics', () => {
  /** The status of /metrics on the main server, without and with the token. */
  async function statuses(
    web: { readonly HOST: string; readonly PUBLIC_URL?: string },
    config: { readonly METRICS_TOKEN?: string },
  ) {
    const deps = { isReady: async () => true, log: createLog('silent', false) }
    const served = await serveMetrics({
      ...{ ...deps, config, metrics: createMetrics() },
      web: { HOST: web.HOST, PUBLIC_URL: web.PUBLIC_URL },
    })
    const server = await createServer({
      ...deps,
      host: '127.0.0.1',
      port: 0,
      mounts: [],
      metrics: served.route,
    })
    const statusWith = async (headers: Record<string, string>) =>
      (await fetch(`${server.address}/metrics`, { headers })).status
    const found = [
      await statusWith({}),
      await statusWith({ authorization: `Bearer ${token}` }),
      await statusWith({ authorization: `Bearer ${token}x` }),
    ]
    await Promise.all([server.close(), served.close()])
    return found
  }

  test.each([
    ['on this machine alone: everyone', { HOST: '127.0.0.1' }, {}, [200, 200, 200]],
    [
      'on this machine with a token: who has it',
      { HOST: '127.0.0.1' },
      { METRICS_TOKEN: token },
      [401, 200, 401],
    ],
    ['where others can connect: nobody', { HOST: '0.0.0.0' }, {}, [404, 404, 404]],
    [
      'behind a proxy, by which everybody comes from this machine: nobody',
      { HOST: '127.0.0.1', PUBLIC_URL: 'https://cruxgrid.example.org' },
      {},
      [404, 404, 404],
    ],
    [
      'where others can connect, with a token: who has it',
      { HOST: '0.0.0.0' },
      { METRICS_TOKEN: token },
      [401, 200, 401],
    ],
  ] as const)('%s', async (_, web, config, expected) => {
    expect(await statuses(web, config)).toEqual(expected)
  })
})
