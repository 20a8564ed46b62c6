import { z } from 'zod'
import type { UpcomingEntry } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { isBookmarkGone, isChannelGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'

const Linked = z.object({ permalink: z.url() })
const Added = z.object({ bookmark: z.object({ id: z.string() }) })

/** "Wed 2 Dec, 17:00 CET", by the group's clock: everyone in a channel sees the same bookmark, whatever their time zone. */
const writeStart = (start: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(start)

/**
 * Shows an upcoming entry as a bookmark of its channel, which leads to its call or else to its announcement.
 *
 * @param known The id of the entry's bookmark, to edit it.
 * @returns the bookmark's id; `undefined` if a user has removed that bookmark.
 */
export async function showBookmark(
  workspace: Workspace,
  entry: UpcomingEntry,
  known?: string,
): Promise<string | undefined> {
  const { place, id: message_ts } = entry.message
  const channel_id = place.channel
  const link = entry.link ?? (await findPermalink(workspace, channel_id, message_ts))
  const title = truncate(`${writeStart(entry.start, entry.zone)}: ${entry.title}`, limits.bookmarkTitle)
  if (known !== undefined)
    return (await tryEdit(workspace, { channel_id, bookmark_id: known, title, link })) ? known : undefined
  // Called once: if Slack's answer is lost the bookmark may exist, and reading bookmarks needs another scope.
  const added = await workspace.callOnce('bookmarks.add', (client) =>
    client.bookmarks.add({ channel_id, title, type: 'link', link }),
  )
  return Added.parse(added).bookmark.id
}

async function findPermalink(workspace: Workspace, channel: string, message_ts: string): Promise<string> {
  const found = await workspace.call('chat.getPermalink', (client) =>
    client.chat.getPermalink({ channel, message_ts }),
  )
  return Linked.parse(found).permalink
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
