import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Picture } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { PngRenderer } from '../../../src/picture/png.ts'
import { skipCorrupt } from '../../../src/store/collection.ts'
import type { Kind } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { backoff } from '../../../src/time/backoff.ts'
import { isFileGone, isTransient } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import type { ShownPicture } from '../format/write.ts'

const dayMs = 86_400_000
/** The pauses while a file is polled. */
const pauseMsAfter = backoff({ minMs: 50, maxMs: 1000 })
/** Maximum old files removed after one upload. */
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
/** The files in private answers, by the key of their picture. */
export const cachedPictures: Kind<z.infer<typeof CachedPicture>> = {
  name: 'slack-picture',
  schema: CachedPicture,
}

interface Deps {
  readonly renderer: PngRenderer
  readonly store: Store
  readonly log: Logger
}

/** Pictures as files of Slack, which a message shows by their id. */
export const createPictures = (deps: Deps) => ({
  isReady,
  isShared,
  upload: (workspace: Workspace, picture: Picture) => upload(deps, workspace, picture),
  remove: (workspace: Workspace, file: string) => remove(deps, workspace, file),

  /** Uploads a picture for a message that stays. @returns `undefined` if Slack can't show it in time: it is removed then. */
  async uploadForMessage(
    workspace: Workspace,
    picture: Picture,
    maxWaitMs: number,
  ): Promise<ShownPicture | undefined> {
    try {
      const file = await upload(deps, workspace, picture)
      if (await isReady(workspace, file, maxWaitMs)) return { file, alt: picture.alt }
      await remove(deps, workspace, file)
      return undefined
    } catch (fault) {
      deps.log.warn({ fault }, 'could not upload a picture')
      return undefined
    }
  },

  /**
   * Uploads a picture for a private answer, or reuses the file that was used for the same picture within a day.
   *
   * @returns `undefined` if Slack can't show it in time.
   */
  async uploadCached(
    workspace: Workspace,
    picture: Picture,
    maxWaitMs: number,
  ): Promise<ShownPicture | undefined> {
    const records = deps.store.collection(cachedPictures, workspace.team)
    try {
      const known = await records.get(picture.key)
      const file = known?.file ?? (await upload(deps, workspace, picture))
      await records.set(picture.key, { v: 1, file, at: Date.now() })
      const ready = await isReady(workspace, file, maxWaitMs)
      if (known === undefined) await removeOld(deps, workspace)
      return ready ? { file, alt: picture.alt } : undefined
    } catch (fault) {
      if (isFileGone(fault)) await records.delete(picture.key)
      deps.log.warn({ fault }, 'could not upload a picture')
      return undefined
    }
  },

  /**
   * Removes the files in private answers, which may show people who are gone; what Slack doesn't remove now goes with a
   * later upload. An answer that is still on screen loses its picture, and its text says the same.
   */
  async removeCached(workspace: Workspace): Promise<void> {
    const records = deps.store.collection(cachedPictures, workspace.team)
    for await (const [id, cached] of records.entries(skipCorrupt)) {
      if (await remove(deps, workspace, cached.file)) await records.delete(id)
      else await records.set(id, { ...cached, at: 0 })
    }
  },
})

export type Pictures = ReturnType<typeof createPictures>

/** Renders and uploads a picture. @returns the file's id. Slack can show the file a little later. */
async function upload(
  { renderer }: Deps,
  workspace: Workspace,
  { key, alt, ...rest }: Picture,
): Promise<string> {
  const file = await renderer.png({ key, alt, ...rest }, 'light')
  // Slack reportedly loses files that are uploaded with an alt text, so the alt text is in the message only.
  const order = { file, filename: `grid-${key}.png`, title: truncate(alt, limits.fileTitle) }
  const done = await workspace.call('files.upload', (client) => client.filesUploadV2(order), { retries: 2 })
  return Uploaded.parse(done).files[0].files[0].id
}

/** Whether Slack can show the file in time: it answers ok before it can, so poll until the file has a type. */
const isReady = (workspace: Workspace, file: string, maxWaitMs: number): Promise<boolean> =>
  pollFile(workspace, file, maxWaitMs, ({ mimetype }) => Boolean(mimetype))

/** Whether an uploaded file is visible in its conversation in time: Slack may answer ok and not share it. */
const isShared = (workspace: Workspace, file: string, maxWaitMs: number): Promise<boolean> =>
  pollFile(workspace, file, maxWaitMs, ({ shares = {} }) =>
    Object.values(shares).some((conversations) => Object.keys(conversations).length > 0),
  )

/** Polls a file until the condition is met. @returns whether it was met in time. */
async function pollFile(
  workspace: Workspace,
  file: string,
  maxWaitMs: number,
  isMet: (info: Info) => boolean,
): Promise<boolean> {
  const until = performance.now() + maxWaitMs
  for (let polls = 0; ; polls += 1) {
    if (await isMetNow(workspace, file, isMet)) return true
    const pauseMs = pauseMsAfter(polls)
    if (performance.now() + pauseMs > until) return false
    await setTimeout(pauseMs)
  }
}

/** While Slack can't be reached, the condition counts as not met. */
async function isMetNow(workspace: Workspace, file: string, isMet: (info: Info) => boolean) {
  try {
    const info = await workspace.callOnce('files.info', (client) => client.files.info({ file }))
    return isMet(Info.parse(info).file)
  } catch (fault) {
    if (isTransient(fault)) return false
    throw fault
  }
}

/** Removes a file. @returns false if Slack can't do it now and may do it later. */
async function remove({ log }: Deps, workspace: Workspace, file: string): Promise<boolean> {
  try {
    await workspace.call('files.delete', (client) => client.files.delete({ file }), { retries: 2 })
    return true
  } catch (fault) {
    if (isFileGone(fault)) return true
    log.warn({ fault }, 'could not delete an old picture')
    return !isTransient(fault)
  }
}

/** Removes files that no private answer has used for a day: Slack drops such answers, but keeps their files. */
async function removeOld(deps: Deps, workspace: Workspace): Promise<void> {
  const records = deps.store.collection(cachedPictures, workspace.team)
  let removed = 0
  for await (const [id, { file, at }] of records.entries(skipCorrupt)) {
    if (at > Date.now() - dayMs) continue
    if (!(await remove(deps, workspace, file))) continue
    await records.delete(id)
    removed += 1
    if (removed === maxRemoved) return
  }
}
