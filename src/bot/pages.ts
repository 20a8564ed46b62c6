import type { Place } from '../chat/caller.ts'
import type { Picture, View } from '../chat/view.ts'
import { fileName } from '../export/file-name.ts'
import { pollCsv, pollRows } from '../export/poll-csv.ts'
import { pollJson } from '../export/poll-json.ts'
import { gridPicture } from '../picture/grid/grid-picture.ts'
import { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { filePart } from '../views/file-view.ts'
import { pageView } from '../views/poll/result-view.ts'

/** A poll's page, and its picture as a file. */
export interface PollPage {
  readonly view: View
  readonly picture: Picture
}

interface Deps {
  readonly polls: Pick<Polls, 'readAnywhere'>
  readonly now: () => number
}

/**
 * A poll's read-only page, with its files.
 *
 * @param words The last part of the page's address: any text.
 * @param isSeen Whether the reader sees a place.
 * @returns `undefined` if it is not the id of a poll that they see.
 */
export async function renderPage(
  { polls, now }: Deps,
  words: string,
  isSeen: (place: Place) => Promise<boolean>,
): Promise<PollPage | undefined> {
  const id = PollId.safeParse(words)
  const poll = id.success ? await polls.readAnywhere(id.data, isSeen) : undefined
  if (poll === undefined) return undefined
  const downloads = [
    filePart(fileName(poll.paper.title, now(), 'json'), 'json', pollJson(poll)),
    filePart(fileName(poll.paper.title, now(), 'csv'), 'csv', pollCsv([pollRows(poll)])),
  ]
  return { view: pageView(poll, downloads), picture: gridPicture(poll) }
}
