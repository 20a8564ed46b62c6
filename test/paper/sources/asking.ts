import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createLog } from '../../../src/log.ts'
import { createMetrics } from '../../../src/metrics.ts'
import { createDocuments, type Documents } from '../../../src/paper/document/documents.ts'
import { PaperId } from '../../../src/paper/paper.ts'
import { createPapers } from '../../../src/paper/papers.ts'
import type { Source, SourceSettings } from '../../../src/paper/source.ts'
import { loadSources } from '../../../src/paper/sources/index.ts'
import { openStore } from '../../../src/store/store.ts'
import { systemClock } from '../../../src/time/clock.ts'
import { createFakeClock } from '../../fake-clock.ts'
import { type Answer, startSources } from '../../platforms/papers/loopback.ts'
import { temporaryDirectory } from '../../store/temporary-directory.ts'

/**
 * Reads for all who ask in this process, because a thread for each would cost more than all that they ask. No test is
 * decided by how long the machine takes.
 */
export const documents = createDocuments({ clock: systemClock, timeoutMs: 10 * 60_000 })

/** Somebody who asks about papers, with every source on this machine and a clock that is moved while they wait. */
export async function askingSources(
  answer: Answer,
  settings: Partial<SourceSettings> = {},
  { timeoutMs, sources: given }: { timeoutMs?: number; sources?: readonly Source[] } = {},
) {
  const directory = await temporaryDirectory()
  const clock = createFakeClock('2026-11-30T17:00:00Z')
  const store = await openStore(`sqlite:${join(directory.path, 'papers.db')}`)
  const sources = await startSources(answer, clock.now)
  const online = sources.web(undefined, timeoutMs)
  let [sent, ended] = [0, 0]
  const web: typeof online = {
    ...online,
    send: (request, signal, atTurn = (_, run) => run()) =>
      online.send(request, signal, (url, run) =>
        atTurn(url, () => {
          sent += 1
          return run().finally(() => {
            ended += 1
          })
        }),
      ),
  }
  const isOnItsWay = () => sent > Math.max(sources.asked.length, ended)
  // Sources of a test’s own are unknown to the thread.
  const readHere: Pick<Documents, 'read'> = {
    read: async (name, { body }) =>
      given?.find((source) => source.name === name)?.read(new TextDecoder().decode(body)) ?? [],
  }
  const metrics = createMetrics()
  const papers = createPapers({
    metrics,
    store,
    clock,
    log: createLog('silent', false),
    sources: given ?? (await loadSources()),
    settings: { bases: {}, ...settings },
    online: { web, documents: given === undefined ? documents : readHere },
  })

  /** Waits for it while time goes on, a tenth of a second at a time. A request takes none until it arrives. */
  async function advanceTime<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    over.catch(() => undefined)
    while (!isOver) {
      if (!isOnItsWay()) clock.advance(100)
      await setImmediate()
    }
    return over
  }

  return {
    clock,
    store,
    sources,
    papers,
    metrics,
    advanceTime,
    find: (id: string) => advanceTime(papers.find(PaperId.parse(id))),
    async [Symbol.asyncDispose]() {
      papers.stop()
      await web.close()
      await store.close()
      await sources.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}
