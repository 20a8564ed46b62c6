import { z } from 'zod'
import type { Message } from '../../../src/chat/message.ts'
import type { Picture } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import { type Kind, put, removeKey, type TypedKey } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { isFileGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import type { ShownPicture } from '../format/write.ts'
import type { Pictures } from './pictures.ts'

/** Maximum wait for a picture before the text of its board is shown without it. */
const maxWaitMs = 1500
/** A file that Slack can't show by then is uploaded again. */
const maxPendingMs = 10_000

const Files = z
  .object({
    v: z.literal(1),
    /** Counts the changes, so that a process notices when another one has changed the list in between. */
    version: z.int(),
    /** The files uploaded for the message: first the one that it shows, then those that are not ready yet. */
    files: z
      .array(
        z.object({
          file: z.string(),
          key: z.string(),
          alt: z.string(),
          /** When it was uploaded, in ms since 1970. */
          at: z.int(),
        }),
      )
      .readonly(),
  })
  .readonly()
type Files = z.infer<typeof Files>
type OneFile = Files['files'][number]

export const boardFiles: Kind<Files> = { name: 'slack-board-files', schema: Files }

/** The picture for one edit of a message. */
export interface BoardPicture {
  /** The picture asked for or, while that isn't ready, the one before it. */
  readonly picture: ShownPicture | undefined
  /**
   * To be called once the message shows `picture`: removes the files that it no longer shows.
   *
   * @returns whether `picture` is the one asked for.
   */
  readonly removeReplaced: () => Promise<boolean>
}

/** The name of a message in the records of its files. */
export const nameOf = ({ place: { channel }, id }: Message): string => `${channel}.${id}`

interface Deps {
  readonly store: Store
  readonly pictures: Pictures
  readonly log: Logger
}

/**
 * The files of messages whose picture changes. Each file is recorded before it is shown, so that none is left behind,
 * and removed once another one has replaced it.
 */
export const createBoardPictures = (deps: Deps) => ({
  /**
   * Records the file of a message that is sent with its picture, so that it is removed once another one replaces it.
   *
   * @returns false if the message has got another picture meanwhile.
   */
  async recordFirst(workspace: Workspace, message: string, picture: Picture, file: string): Promise<boolean> {
    const key: TypedKey<Files> = { kind: boardFiles, scope: workspace.team, id: message }
    const first: OneFile = { file, key: picture.key, alt: picture.alt, at: Date.now() }
    const { before } = await change(deps, key, (files) => (files.length === 0 ? [first] : files))
    return before.length === 0
  },

  /** @param picture The picture that the message should show; without one, its files are removed. */
  async preparePicture(
    workspace: Workspace,
    message: string,
    picture: Picture | undefined,
  ): Promise<BoardPicture> {
    const key: TypedKey<Files> = { kind: boardFiles, scope: workspace.team, id: message }
    if (picture === undefined)
      return { picture: undefined, removeReplaced: () => removeReplaced(deps, workspace, key, () => false) }
    try {
      const { wanted, before, version } = await recordFile(deps, workspace, key, picture)
      const ready = await findReady(deps, workspace, wanted, before)
      if (ready === undefined) return { picture: undefined, removeReplaced: async () => false }
      return {
        picture: { file: ready.file, alt: ready.alt },
        removeReplaced: async () =>
          (await removeReplaced(deps, workspace, key, ({ file }) => file === ready.file, version)) &&
          ready === wanted,
      }
    } catch (fault) {
      deps.log.warn({ fault }, 'the picture of a message is out of date; retrying')
      // A user has deleted one of the files; the next edit starts with an empty list.
      if (isFileGone(fault)) await change(deps, key, () => [])
      const [shown] = (await deps.store.collection(boardFiles, workspace.team).get(message))?.files ?? []
      return { picture: shown && { file: shown.file, alt: shown.alt }, removeReplaced: async () => false }
    }
  },
})

export type BoardPictures = ReturnType<typeof createBoardPictures>

/**
 * Changes the files of a message.
 *
 * @param version If given, the list is changed only if it still has this version.
 */
function change(
  { store }: Pick<Deps, 'store'>,
  key: TypedKey<Files>,
  next: (files: Files['files']) => Files['files'],
  version?: number,
): Promise<{ readonly isOurs: boolean; readonly before: Files['files']; readonly version: number }> {
  return store.transact(`slack-board-files:${key.scope}:${key.id}`, [key], ([stored]) => {
    const before = stored?.files ?? []
    const isOurs = version === undefined || version === stored?.version
    const files = isOurs ? next(before) : before
    const changed: Files = { v: 1, version: (stored?.version ?? 0) + 1, files }
    return {
      changes: [files.length === 0 ? removeKey(key) : put(key, changed)],
      result: { isOurs, before, version: changed.version },
    }
  })
}

/** Uploads the picture unless its file is known already, and records the file at the end of the list. */
async function recordFile(deps: Deps, workspace: Workspace, key: TypedKey<Files>, picture: Picture) {
  const stored = await deps.store.collection(boardFiles, workspace.team).get(key.id)
  const same = stored?.files.findLast((file) => file.key === picture.key)
  const wanted =
    same !== undefined && (await mayBecomeReady(deps, workspace, same))
      ? same
      : await upload(deps, workspace, picture)
  const { before, version } = await change(deps, key, (files) =>
    files.some(({ file }) => file === wanted.file) ? files : [...files, wanted],
  )
  return { wanted, before, version }
}

async function upload({ pictures }: Deps, workspace: Workspace, picture: Picture): Promise<OneFile> {
  const { key, alt } = picture
  return { file: await pictures.upload(workspace, picture), key, alt, at: Date.now() }
}

const mayBecomeReady = async (
  { pictures }: Deps,
  workspace: Workspace,
  { file, at }: OneFile,
): Promise<boolean> => Date.now() - at < maxPendingMs || pictures.isReady(workspace, file, 0)

/** The wanted file once Slack can show it, else the latest one before it that Slack can show. */
async function findReady(
  { pictures }: Deps,
  workspace: Workspace,
  wanted: OneFile,
  before: Files['files'],
): Promise<OneFile | undefined> {
  if (await pictures.isReady(workspace, wanted.file, maxWaitMs)) return wanted
  for (const one of before.toReversed())
    if (one.file !== wanted.file && (await pictures.isReady(workspace, one.file, 0))) return one
  return undefined
}

/**
 * Removes the files before the one that is shown; all of them if none is.
 *
 * @returns whether the list was unchanged and none of them is left.
 */
async function removeReplaced(
  deps: Deps,
  workspace: Workspace,
  key: TypedKey<Files>,
  isShown: (file: OneFile) => boolean,
  version?: number,
): Promise<boolean> {
  const countReplaced = (files: Files['files']) => {
    const shownAt = files.findIndex(isShown)
    return shownAt < 0 ? files.length : shownAt
  }
  const { isOurs, before } = await change(deps, key, (files) => files.slice(countReplaced(files)), version)
  if (!isOurs) return false
  const left: OneFile[] = []
  for (const one of before.slice(0, countReplaced(before)))
    if (!(await deps.pictures.remove(workspace, one.file))) left.push(one)
  // Kept at the start of the list, they are removed after the next edit.
  if (left.length > 0) await change(deps, key, (files) => [...left, ...files])
  return left.length === 0
}
