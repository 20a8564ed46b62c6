import type { Message } from '../../../src/chat/message.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import type { Workspace } from '../client/workspace.ts'
import { findPicture, type ShownPicture } from '../format/write.ts'
import { type BoardPictures, nameOf } from './board-pictures.ts'
import type { Pictures } from './pictures.ts'

const maxWaitMs = 15_000

interface Deps {
  readonly pictures: Pictures
  readonly boardPictures: BoardPictures
  readonly inFlight: InFlight
  readonly log: Logger
  readonly update: (
    workspace: Workspace,
    message: Message,
    view: View,
    picture: ShownPicture,
  ) => Promise<unknown>
}

/** Pictures that are added to messages sent without them, once Slack can show their files. */
export function createLatePictures({ pictures, boardPictures, inFlight, log, update }: Deps) {
  /** By message, what an edit ends: it may quote less than the view that was sent. */
  const waiting = new Map<string, AbortController>()

  async function addPicture(
    workspace: Workspace,
    message: Message,
    view: View,
    edited: AbortSignal,
  ): Promise<void> {
    const picture = findPicture(view)
    const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxWaitMs))
    if (picture === undefined || shown === undefined) return
    const isWanted =
      !edited.aborted && (await boardPictures.recordFirst(workspace, nameOf(message), picture, shown.file))
    if (isWanted) await update(workspace, message, view, shown)
    else await pictures.remove(workspace, shown.file)
  }

  return {
    /** Adds the picture of a view to its message, as soon as Slack can show it. */
    add(workspace: Workspace, message: Message, view: View): void {
      const name = nameOf(message)
      const edited = new AbortController()
      waiting.set(name, edited)
      inFlight.add(
        addPicture(workspace, message, view, edited.signal)
          .catch((fault: unknown) => log.error({ fault }, 'could not attach a picture to its message'))
          .finally(() => waiting.delete(name)),
      )
    },

    /** To be called before a message is edited. */
    end: (message: Message): void => waiting.get(nameOf(message))?.abort(),
  }
}

export type LatePictures = ReturnType<typeof createLatePictures>
