import { linkLineBoard, linkLineRevision } from '../board/link-board.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { PlaceLinkStore } from '../poll/place-link-store.ts'
import type { LinkLineTask } from '../poll/poll-tasks.ts'
import { linkLineView } from '../views/poll/place-link-view.ts'

interface Deps {
  readonly placeLinks: Pick<PlaceLinkStore, 'findById'>
  readonly portFor: (platform: string) => Pick<ChatPort, 'post'>
  readonly trackMessage: (board: string, message: Message, revision: number) => Promise<void>
}

/** Posts the line about a new link to a page with names and reasons in its channel. Idempotent. */
export async function announceLink(
  { placeLinks, portFor, trackMessage }: Deps,
  { space, link }: Omit<LinkLineTask, 'kind'>,
): Promise<void> {
  const made = await placeLinks.findById(space, link)
  if (made === undefined) return
  const { place } = made
  const message = await portFor(place.platform).post(place, linkLineView(made), `link-line/${link}`)
  await trackMessage(linkLineBoard(link), message, linkLineRevision)
}
