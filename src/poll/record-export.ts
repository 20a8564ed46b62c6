import type { Caller } from '../chat/caller.ts'
import { toLine } from './audit-line.ts'
import type { PollSource } from './find-poll.ts'

/** Lines in the audit about files of many polls. */
export const createExportRecords = ({ store, now }: Pick<PollSource, 'store' | 'now'>) => ({
  /** Records in the audit of the caller's place that they download an atlas. */
  recordAtlasExport: (caller: Caller, format: string): Promise<void> =>
    store.record(
      toLine(caller.place, {
        ...{ command: 'export atlas', at: now(), caller },
        changes: [{ field: 'format', to: format }],
      }),
    ),
})
