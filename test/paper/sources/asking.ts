import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createLog } from '../../../src/log.ts'
import { PaperId } from '../../../src/paper/paper.ts'
import { createPapers } from '../../../src/paper/papers.ts'
import type { SourceSettings } from '../../../src/paper/source.ts'
import { loadSources } from '../../../src/paper/sources/index.ts'
import { openStore } from '../../../src/store/store.ts'
import { createFakeClock } from '../../fake-clock.ts'
import { type Answer, startSources } from '../../platforms/papers/loopback.ts'
import { temporaryDirectory } from '../../store/temporary-directory.ts'

/** Somebody who asks about papers, with every source on this machine and a clock that is moved while they wait. */
export async function askingSources(
  answer: Answer,
  settings: Partial<SourceSettings> = {},
  timeoutMs?: number,
) {
  const directory = await temporaryDirectory()
  const clock = createFakeClock('2026-11-30T17:00:00Z')
  const store = await openStore(`sqlite:${join(directory.path, 'papers.db')}`)
  const sources = await startSources(answer, clock.now)
  const web = sources.web(undefined, timeoutMs)
  const papers = createPapers({
    store,
    clock,
    log: createLog('silent', false),
    sources: await loadSources(),
    settings: { bases: {}, ...settings },
    web,
  })

  /** Waits for it while time goes on, a tenth of a second at a time. */
  async function advanceTime<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    over.catch(() => undefined)
    while (!isOver) {
      clock.advance(100)
      await setImmediate()
    }
    return over
  }

  return {
    clock,
    store,
    sources,
    papers,
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
