import { z } from 'zod'
import type { UpcomingEntry } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { isBookmarkGone, isChannelGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'

const Linked = z.object({ permalink: z.url() })
const Added = z.object({ bookmark: z.object({ id: z.string() }) })

/** In UTC: everyone in a channel sees the same bookmark, whatever their time zone. */
const dates = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/**
 * Shows an upcoming entry as a bookmark of its channel.
 *
 * @param known The id of the entry's bookmark, to edit it.
 * @returns the bookmark's id: `known`, unless that bookmark was removed and another one was added.
 */
export async function showBookmark(
  workspace: Workspace,
  entry: UpcomingEntry,
  known?: string,
): Promise<string> {
  const { place, id: message_ts } = entry.message
  const channel_id = place.channel
  const { permalink: link } = Linked.parse(
    await workspace.call('chat.getPermalink', (client) =>
      client.chat.getPermalink({ channel: channel_id, message_ts }),
    ),
  )
  const title = truncate(`${dates.format(entry.start)} UTC: ${entry.title}`, limits.bookmarkTitle)
  if (known !== undefined && (await tryEdit(workspace, { channel_id, bookmark_id: known, title, link })))
    return known
  // Called once: if Slack's answer is lost the bookmark may exist, and reading bookmarks needs another scope.
  const added = await workspace.callOnce('bookmarks.add', (client) =>
    client.bookmarks.add({ channel_id, title, type: 'link', link }),
  )
  return Added.parse(added).bookmark.id
}

interface Edit {
  readonly channel_id: string
  readonly bookmark_id: string
  readonly title: string
  readonly link: string
}

/** @returns whether the bookmark still exists. */
async function tryEdit(workspace: Workspace, edit: Edit): Promise<boolean> {
  try {
    await workspace.call('bookmarks.edit', (client) => client.bookmarks.edit(edit))
    return true
  } catch (fault) {
    if (isBookmarkGone(fault)) return false
    throw fault
  }
}

/** Removes a bookmark; does nothing if it or its channel no longer exists. */
export async function removeBookmark(workspace: Workspace, channel_id: string, bookmark_id: string) {
  try {
    await workspace.call('bookmarks.remove', (client) => client.bookmarks.remove({ channel_id, bookmark_id }))
  } catch (fault) {
    if (!isBookmarkGone(fault) && !isChannelGone(fault)) throw fault
  }
}
