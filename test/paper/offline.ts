import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPapers } from '../../src/paper/papers.ts'
import type { Store } from '../../src/store/store.ts'
import { systemClock } from '../../src/time/clock.ts'

/** Papers that nobody is asked about. */
export const offlinePapers = (store: Store) =>
  createPapers({
    metrics: createMetrics(),
    store,
    clock: systemClock,
    log: createLog('silent', false),
    sources: [],
    settings: { bases: {} },
    online: undefined,
  })

/** Has every source with an address of its own asked at that one. */
export const sourcesAt = (address: string): Readonly<Record<string, string>> => ({
  PAPERS_OFFLINE: 'false',
  ...Object.fromEntries(
    [
      'ARXIV_API_URL',
      'CROSSREF_API_URL',
      'DATACITE_API_URL',
      'OPENALEX_API_URL',
      'OPENREVIEW_API_URL',
      'LESSWRONG_API_URL',
      'EAFORUM_API_URL',
      'SEMANTIC_SCHOLAR_API_URL',
    ].map((variable) => [variable, address]),
  ),
})

/** Sources that can't be reached: nobody listens on that port. */
export const sourcesDown = sourcesAt('http://127.0.0.1:10')
