import { createHash } from 'node:crypto'
import type { Message } from '../../../src/chat/message.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Workspace } from '../client/workspace.ts'
import { boardFiles, nameOf } from './board-pictures.ts'
import { deleteMessagesOf, type File, findFiles, sendFile } from './files.ts'
import type { Pictures } from './pictures.ts'

interface Deps {
  readonly store: Store
  readonly pictures: Pictures
  readonly log: Logger
}

/** The files of messages, which are in the thread below each: sent with it, and replaced once they differ. */
export function createFilesBelow({ store, pictures, log }: Deps) {
  const recordsOf = ({ team }: Workspace) => store.collection(boardFiles, team)

  return {
    /**
     * Sends the files of a message, and removes those that it had before.
     *
     * @returns false if one of these is still there, because Slack can't remove it now.
     */
    async show(workspace: Workspace, message: Message, view: View): Promise<boolean> {
      const files = findFiles(view)
      const records = recordsOf(workspace)
      const id = `${nameOf(message)}.below`
      const known = await records.get(id)
      const before = known?.files ?? []
      const isSame =
        files.length === before.length && files.every((file, i) => keyOf(file) === before[i]?.key)
      if (isSame) return true
      let version = known?.version ?? 0
      let shown = before
      const record = async (next: typeof before) => {
        shown = next
        version += 1
        if (next.length === 0) await records.delete(id)
        else await records.set(id, { v: 1, version, files: next })
      }
      // First: a file may hold what has been erased.
      for (const one of before) {
        await deleteMessagesOf(workspace, message.place.channel, one.file).catch((fault: unknown) =>
          log.warn({ fault }, 'could not delete the message of a file'),
        )
        if (await pictures.remove(workspace, one.file)) await record(shown.filter((file) => file !== one))
      }
      if (shown.length > 0) return false
      const { channel, thread = message.id } = message.place
      for (const file of files) {
        const sent = await sendFile(workspace, pictures, { channel, thread }, file)
        await record([...shown, { file: sent, key: keyOf(file), alt: file.name, at: Date.now() }])
      }
      return true
    },
  }
}

export type FilesBelow = ReturnType<typeof createFilesBelow>

const keyOf = ({ name, content }: File): string =>
  createHash('sha256').update(`${name}\n${content}`).digest('base64url')
