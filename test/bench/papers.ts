import { join } from 'node:path'
import { sourcesAt } from '../paper/offline.ts'
import { asTheyAre } from '../paper/samples.ts'
import { type Answer, send, startSources } from '../platforms/papers/loopback.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { percentile, print, ratio } from './figures.ts'

const here = { person: 'web:ada', channel: 'reading-group' }
const polls = 100
const huge = Buffer.alloc(3 * 1024 * 1024, 'x').toString()
const atom = 'application/atom+xml'

const weathers: readonly { readonly what: string; readonly answer: Answer }[] = [
  { what: 'answer', answer: asTheyAre },
  { what: 'answer with an error', answer: (_, response) => void response.writeHead(500).end() },
  { what: 'break the connection', answer: (_, response) => void response.destroy() },
  {
    what: 'answer half',
    answer(_, response) {
      response.writeHead(200, { 'content-type': atom, 'content-length': '1000' })
      response.write('<feed><entry><title>Half')
      response.destroy()
    },
  },
  { what: 'answer with another type', answer: (_, response) => send(response, 'image/png', 'PNG') },
  { what: 'answer with 3 MB', answer: (_, response) => send(response, atom, huge) },
  { what: 'never answer', answer: () => {} },
]

/** From the words of a poll to the poll, whatever the sources of papers do meanwhile. */
export async function benchPapers(directory: string): Promise<void> {
  console.log(`\nA poll on a link opens while its sources …, ${polls} polls each`)
  const sources = await startSources(asTheyAre)
  const offline = await startCruxgrid(join(directory, 'papers-offline.db'))
  const asking = await startCruxgrid(join(directory, 'papers.db'), sourcesAt(sources.address))
  try {
    await open(offline, 9000)
    await open(asking, 9000)
    const atRest = await open(offline, 0)
    print('are not asked, p50', `${percentile(atRest, 0.5).toFixed(1)} ms`, '')
    for (const [i, { what, answer }] of weathers.entries()) {
      sources.answerWith(answer)
      const taken = await open(asking, 1000 * (i + 1))
      const slowest = percentile(taken, 1)
      print(
        `${what}, p50`,
        `${percentile(taken, 0.5).toFixed(1)} ms`,
        `${ratio(percentile(taken, 0.5), percentile(atRest, 0.5))} of that; slowest ${slowest.toFixed(0)} ms (aim: 300 ms)`,
      )
    }
  } finally {
    await Promise.all([offline.end('SIGTERM'), asking.end('SIGTERM')])
    await sources.close()
  }
}

/** @returns how long each took, in ms. @param first Number of the first paper. */
async function open(cruxgrid: Cruxgrid, first: number): Promise<readonly number[]> {
  const taken: number[] = []
  for (let i = 0; i < polls; i++) {
    const start = performance.now()
    const reply = await cruxgrid.say(here, `/grid poll https://arxiv.org/abs/2204.${10_000 + first + i}`)
    taken.push(performance.now() - start)
    if (reply.kind !== 'posted') throw new Error(`No poll: ${JSON.stringify(reply)}`)
  }
  return taken
}
