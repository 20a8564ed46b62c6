import { z } from 'zod'
import type { Picture } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import { type Kind, put, removeKey, type TypedKey } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { isFileGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import type { ShownPicture } from '../format/write.ts'
import type { Pictures } from './pictures.ts'

/** What is said in words doesn't wait longer for its picture. */
const maxWaitMs = 1500
/** A file that Slack can't show after so long is given up. */
const maxPendingMs = 10_000

const Files = z
  .object({
    v: z.literal(1),
    /** Counts the changes, so that whoever shows one of the files can tell whether somebody else does, too. */
    version: z.int(),
    /** What was uploaded for the message: what it shows, then what is not ready yet. */
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

const boardFiles: Kind<Files> = { name: 'slack-board-files', schema: Files }

/** A message's picture while the message is edited. */
export interface BoardPicture {
  /** The one that is wanted or, while it isn't ready, the one before it. */
  readonly picture: ShownPicture | undefined
  /**
   * To be called once the message is shown so: removes the files that it shows no more.
   *
   * @returns whether the picture is the one that is wanted.
   */
  readonly removeReplaced: () => Promise<boolean>
}

/**
 * The files of messages whose picture changes. Each is noted before it is shown, so that none is forgotten, and removed
 * once another has taken its place.
 */
export function createBoardPictures(store: Store, pictures: Pictures, log: Logger) {
  const keyOf = ({ team }: Workspace, message: string): TypedKey<Files> => ({
    kind: boardFiles,
    scope: team,
    id: message,
  })

  /** @param version The list is left as it is where somebody has changed it since. */
  function change(
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

  /** The file with that picture, as the last of the list. */
  async function recordFile(workspace: Workspace, key: TypedKey<Files>, picture: Picture) {
    const known = await store.collection(boardFiles, workspace.team).get(key.id)
    const same = known?.files.findLast((file) => file.key === picture.key)
    const wanted =
      same !== undefined && (await mayBecomeReady(workspace, same)) ? same : await upload(workspace, picture)
    const { before, version } = await change(key, (files) =>
      files.some(({ file }) => file === wanted.file) ? files : [...files, wanted],
    )
    return { wanted, before, version }
  }

  async function upload(workspace: Workspace, picture: Picture): Promise<OneFile> {
    const { key, alt } = picture
    return { file: await pictures.upload(workspace, picture), key, alt, at: Date.now() }
  }

  /** Whether a file can be shown, or may yet become one that can. */
  const mayBecomeReady = async (workspace: Workspace, { file, at }: OneFile): Promise<boolean> =>
    Date.now() - at < maxPendingMs || pictures.isReady(workspace, file, 0)

  async function findReady(workspace: Workspace, wanted: OneFile, before: Files['files']) {
    if (await pictures.isReady(workspace, wanted.file, maxWaitMs)) return wanted
    for (const one of before.toReversed())
      if (one.file !== wanted.file && (await pictures.isReady(workspace, one.file, 0))) return one
    return undefined
  }

  /** Drops what came before the file that is shown; everything where none is. */
  async function removeReplaced(
    workspace: Workspace,
    key: TypedKey<Files>,
    isShown: (file: OneFile) => boolean,
    version?: number,
  ): Promise<boolean> {
    const from = (files: Files['files']) => {
      const at = files.findIndex(isShown)
      return at < 0 ? files.length : at
    }
    const { isOurs, before } = await change(key, (files) => files.slice(from(files)), version)
    if (isOurs) for (const { file } of before.slice(0, from(before))) await pictures.remove(workspace, file)
    return isOurs
  }

  return {
    /** @param picture What the message is to show; without one, its files are removed. */
    async preparePicture(
      workspace: Workspace,
      message: string,
      picture: Picture | undefined,
    ): Promise<BoardPicture> {
      const key = keyOf(workspace, message)
      if (picture === undefined)
        return { picture: undefined, removeReplaced: () => removeReplaced(workspace, key, () => false) }
      try {
        const { wanted, before, version } = await recordFile(workspace, key, picture)
        const ready = await findReady(workspace, wanted, before)
        if (ready === undefined) return { picture: undefined, removeReplaced: async () => false }
        return {
          picture: { file: ready.file, alt: ready.alt },
          removeReplaced: async () =>
            (await removeReplaced(workspace, key, ({ file }) => file === ready.file, version)) &&
            ready === wanted,
        }
      } catch (fault) {
        log.warn({ fault }, 'the picture of a board lags behind')
        // Somebody removed a file by hand; the next try starts without.
        if (isFileGone(fault)) await change(key, () => [])
        const [shown] = (await store.collection(boardFiles, workspace.team).get(message))?.files ?? []
        return { picture: shown && { file: shown.file, alt: shown.alt }, removeReplaced: async () => false }
      }
    },
  }
}

export type BoardPictures = ReturnType<typeof createBoardPictures>
