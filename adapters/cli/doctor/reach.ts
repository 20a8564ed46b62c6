import { type Finding, fault, fine, note } from '../../../src/bot/finding.ts'
import type { Source, SourceSettings } from '../../../src/paper/source.ts'
import type { WebSettings } from '../../web/settings.ts'

const timeoutMs = 10_000

/** @returns the answer's status and beginning; `undefined` if nothing answers. */
async function get(url: string): Promise<{ readonly status: number; readonly begins: string } | undefined> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return { status: response.status, begins: (await response.text()).slice(0, 20) }
  } catch {
    return undefined
  }
}

/** Whether the sources of titles and authors answer. @param isOffline Whether they are not to be asked. */
export async function checkSources(
  sources: readonly Source[],
  settings: SourceSettings,
  isOffline: boolean,
): Promise<readonly Finding[]> {
  if (isOffline) return [fine('Paper sources', 'They are off: PAPERS_OFFLINE.')]
  const bases = new Set(sources.flatMap(({ paces }) => paces?.(settings) ?? []).map(({ base }) => base))
  const asked = await Promise.all(
    [...bases].map(async (base) => ({ base, status: (await get(base))?.status ?? 503 })),
  )
  const away = asked.filter(({ status }) => status >= 500)
  if (away.length === 0) return [fine('Paper sources', `All ${asked.length} answer.`)]
  return away.map(({ base }) =>
    fault({
      about: 'Paper sources',
      what: `Nothing answers at ${new URL(base).origin}.`,
      why: 'Papers whose titles it knows keep what was typed.',
      fix: 'Let this machine connect to it, correct its …_API_URL, or set PAPERS_OFFLINE=true.',
    }),
  )
}

/** Whether people reach the web server by its public address. */
export async function checkAddress({ HOST, PORT, PUBLIC_URL }: WebSettings): Promise<Finding> {
  const about = 'Web address'
  if (PUBLIC_URL === undefined)
    return fine(about, 'Only this machine can open the web server: PUBLIC_URL is not set.')
  const answer = await get(new URL('/healthz', PUBLIC_URL).href)
  if (answer?.status === 200 && answer.begins.startsWith('ok'))
    return fine(about, `Cruxgrid answers at ${PUBLIC_URL}.`)
  const local = await get(
    `http://${HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST}:${PORT}/healthz`,
  )
  if (local === undefined)
    return note({
      about,
      what: `Cruxgrid answers neither at ${PUBLIC_URL} nor on port ${PORT} of this machine.`,
      why: 'Either it isn’t running, or nobody can open its pages.',
      fix: 'Start it, and run npm run doctor again.',
    })
  return fault({
    about,
    what: `Cruxgrid runs, but at ${PUBLIC_URL} ${answer === undefined ? 'nothing answers' : 'something else answers'}.`,
    why: 'People can’t open the playground, and over HTTP Slack reaches nothing.',
    fix: `Let the proxy send requests for that address to port ${PORT} of this machine, and its name point to the proxy.`,
  })
}
