import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** The folder of payloads that the platforms have sent, where it lies in or beside a folder around the project. */
function findFolder(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const recorded = join(folder, 'shared', 'reference', 'payloads')
    try {
      readdirSync(recorded)
      return recorded
    } catch {
      // It isn't here.
    }
  }
  return undefined
}

const folder = findFolder()

/** Whether there is anything recorded to read. */
export const isRecordedHere = folder !== undefined

const Keyed = z.looseObject({})

/** One payload as it was sent. */
export type Recorded = z.infer<typeof Keyed>

const Content = z.union([z.array(z.unknown()), Keyed])

/**
 * What is in the recorded files of a platform, by file and place in it: `slack-log 3`. Nothing where there are none.
 *
 * @param change Changes a file's text before it is read.
 */
export function readRecorded(
  platform: 'discord' | 'slack',
  change: (text: string) => string = (text) => text,
): ReadonlyMap<string, Recorded> {
  if (folder === undefined) return new Map()
  const files = readdirSync(folder).filter((file) => file.startsWith(`${platform}-`))
  return new Map(
    files.flatMap((file) => {
      const content = Content.parse(JSON.parse(change(readFileSync(join(folder, file), 'utf8'))))
      return Object.entries(content).flatMap(([key, value]): [string, Recorded][] => {
        const payload = Keyed.safeParse(value)
        return payload.success ? [[`${file.replace('.json', '')} ${key}`, payload.data]] : []
      })
    }),
  )
}
