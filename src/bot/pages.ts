import type { Place } from '../chat/caller.ts'
import type { Picture, View } from '../chat/view.ts'
import { csvHeader, csvRows } from '../export/poll-csv.ts'
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

/**
 * A poll's read-only page, with its files.
 *
 * @param words The last part of the page's address: any text.
 * @param isSeen Whether the reader sees a place.
 * @returns `undefined` if it is not the id of a poll that they see.
 */
export async function renderPage(
  polls: Pick<Polls, 'readAnywhere'>,
  words: string,
  isSeen: (place: Place) => Promise<boolean>,
): Promise<PollPage | undefined> {
  const id = PollId.safeParse(words)
  const poll = id.success ? await polls.readAnywhere(id.data, isSeen) : undefined
  if (poll === undefined) return undefined
  const downloads = [
    filePart(`${poll.id}.json`, 'json', pollJson(poll)),
    filePart(`${poll.id}.csv`, 'csv', csvHeader + csvRows(poll)),
  ]
  return { view: pageView(poll, downloads), picture: gridPicture(poll) }
}
