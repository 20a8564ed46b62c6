import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Picture } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { PngRenderer } from '../../../src/picture/png.ts'
import { skipCorrupt } from '../../../src/store/collection.ts'
import type { Kind } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { isFileGone, isTransient } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import type { ShownPicture } from '../format/write.ts'

const dayMs = 86_400_000
const minPollMs = 50
const maxPollMs = 1000
const maxRemoved = 20

const Uploaded = z.object({
  files: z.tuple([z.object({ files: z.tuple([z.object({ id: z.string() })]) })]),
})
const Info = z.object({
  file: z.object({
    mimetype: z.string().optional(),
    shares: z.record(z.string(), z.record(z.string(), z.array(z.unknown()))).optional(),
  }),
})
type Info = z.infer<typeof Info>['file']

const CachedPicture = z.object({ v: z.literal(1), file: z.string(), at: z.int() }).readonly()
/** Files in private answers, by what they show. */
const cachedPictures: Kind<z.infer<typeof CachedPicture>> = { name: 'slack-picture', schema: CachedPicture }

interface Deps {
  readonly renderer: PngRenderer
  readonly store: Store
  readonly log: Logger
}

/** Pictures as files that a message can show. */
export function createPictures({ renderer, store, log }: Deps) {
  /** @returns the file's id. It can be shown a little later. */
  async function upload(workspace: Workspace, { key, alt, ...rest }: Picture): Promise<string> {
    const file = await renderer.png({ key, alt, ...rest }, 'light')
    // Slack is said to lose files that are uploaded with an alt text; the message has it.
    const order = { file, filename: `grid-${key}.png`, title: truncate(alt, limits.fileTitle) }
    const done = await workspace.call('files.upload', (client) => client.filesUploadV2(order), { retries: 2 })
    return Uploaded.parse(done).files[0].files[0].id
  }

  /** Asks what has become of a file until it holds. @returns whether it did in time. */
  async function waitUntil(
    workspace: Workspace,
    file: string,
    maxWaitMs: number,
    isMet: (info: Info) => boolean,
  ): Promise<boolean> {
    const until = performance.now() + maxWaitMs
    for (let pauseMs = minPollMs; ; pauseMs = Math.min(pauseMs * 1.5, maxPollMs)) {
      if (await isMetNow(workspace, file, isMet)) return true
      if (performance.now() + pauseMs > until) return false
      await setTimeout(pauseMs)
    }
  }

  /** What Slack can't say at the moment doesn't hold yet. */
  async function isMetNow(workspace: Workspace, file: string, isMet: (info: Info) => boolean) {
    try {
      const info = await workspace.callOnce('files.info', (client) => client.files.info({ file }))
      return isMet(Info.parse(info).file)
    } catch (fault) {
      if (isTransient(fault)) return false
      throw fault
    }
  }

  /** Slack answers ok before a file can be shown: it has a type once it can. */
  const isReady = (workspace: Workspace, file: string, maxWaitMs: number): Promise<boolean> =>
    waitUntil(workspace, file, maxWaitMs, ({ mimetype }) => Boolean(mimetype))

  /** Whether a file that was uploaded into a conversation can be seen there. Slack may say ok and never share it. */
  const isShared = (workspace: Workspace, file: string, maxWaitMs: number): Promise<boolean> =>
    waitUntil(workspace, file, maxWaitMs, ({ shares = {} }) =>
      Object.values(shares).some((conversations) => Object.keys(conversations).length > 0),
    )

  async function remove(workspace: Workspace, file: string): Promise<void> {
    try {
      await workspace.call('files.delete', (client) => client.files.delete({ file }))
    } catch (fault) {
      if (!isFileGone(fault)) log.warn({ fault }, 'a picture that nobody sees any more could not be removed')
    }
  }

  /** Private answers vanish by themselves, their files don't. */
  async function removeOld(workspace: Workspace): Promise<void> {
    const records = store.collection(cachedPictures, workspace.team)
    let removed = 0
    for await (const [id, { file, at }] of records.entries(skipCorrupt)) {
      if (at > Date.now() - dayMs) continue
      await remove(workspace, file)
      await records.delete(id)
      removed += 1
      if (removed === maxRemoved) return
    }
  }

  return {
    upload,
    isReady,
    isShared,
    remove,

    /** A picture for a message that goes on to be shown as it is, once it is ready; nothing where that takes longer. */
    async uploadForMessage(
      workspace: Workspace,
      picture: Picture,
      maxWaitMs: number,
    ): Promise<ShownPicture | undefined> {
      try {
        const file = await upload(workspace, picture)
        return (await isReady(workspace, file, maxWaitMs)) ? { file, alt: picture.alt } : undefined
      } catch (fault) {
        log.warn({ fault }, 'a picture could not be uploaded')
        return undefined
      }
    },

    /** A picture for a private answer: the same one is lent to whoever asks within a day. */
    async uploadCached(
      workspace: Workspace,
      picture: Picture,
      maxWaitMs: number,
    ): Promise<ShownPicture | undefined> {
      const records = store.collection(cachedPictures, workspace.team)
      try {
        const known = await records.get(picture.key)
        const file = known?.file ?? (await upload(workspace, picture))
        await records.set(picture.key, { v: 1, file, at: Date.now() })
        const ready = await isReady(workspace, file, maxWaitMs)
        if (known === undefined) await removeOld(workspace)
        return ready ? { file, alt: picture.alt } : undefined
      } catch (fault) {
        if (isFileGone(fault)) await records.delete(picture.key)
        log.warn({ fault }, 'a picture could not be uploaded')
        return undefined
      }
    },
  }
}

export type Pictures = ReturnType<typeof createPictures>
