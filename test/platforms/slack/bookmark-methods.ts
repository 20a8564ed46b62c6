import { z } from 'zod'
import type { Bookmark } from './entities.ts'
import { type Method, method, writableChannel } from './method.ts'
import { refused, wronged } from './refused.ts'
import type { Workspace, World } from './world.ts'

const most = 100

/** `bookmarks.*`, as far as a bot like this one uses it. */
export function bookmarkMethods(world: World): Readonly<Record<string, Method>> {
  const scopes = ['bookmarks:write']
  const place = { channel_id: z.string() }
  const shown = { title: z.string(), link: z.string() }
  return {
    'bookmarks.add': method({
      scopes,
      args: { ...place, ...shown, type: z.literal('link') },
      run({ channel_id, title, link }, { workspace }) {
        const channel = writableChannel(workspace, channel_id).id
        check(title, link)
        const { bookmarks } = workspace
        if ([...bookmarks.values()].filter((one) => one.channel === channel).length >= most)
          throw refused('too_many_bookmarks')
        const bookmark = { id: world.nextId('Bk'), channel, title, link }
        bookmarks.set(bookmark.id, bookmark)
        return { ok: true, bookmark: payload(bookmark) }
      },
    }),
    'bookmarks.edit': method({
      scopes,
      args: { ...place, ...shown, bookmark_id: z.string() },
      run({ channel_id, bookmark_id, title, link }, { workspace }) {
        const known = knownBookmark(workspace, channel_id, bookmark_id)
        check(title, link)
        const bookmark = { ...known, title, link }
        workspace.bookmarks.set(known.id, bookmark)
        return { ok: true, bookmark: payload(bookmark) }
      },
    }),
    'bookmarks.remove': method({
      scopes,
      args: { ...place, bookmark_id: z.string() },
      run({ channel_id, bookmark_id }, { workspace }) {
        workspace.bookmarks.delete(knownBookmark(workspace, channel_id, bookmark_id).id)
        return { ok: true }
      },
    }),
  }
}

function check(title: string, link: string): void {
  if (title.trim() === '') throw wronged('invalid_arguments', 'a bookmark without a title')
  if (!/^https?:\/\//.test(link)) throw wronged('invalid_link', `a bookmark of ${link}`)
}

/** The bookmark, where the bot may change it. @throws Refused */
function knownBookmark(workspace: Workspace, channel: string, id: string): Bookmark {
  writableChannel(workspace, channel)
  const bookmark = workspace.bookmarks.get(id)
  if (bookmark?.channel !== channel) throw refused('not_found')
  return bookmark
}

const payload = ({ id, channel, title, link }: Bookmark) => ({
  id,
  channel_id: channel,
  title,
  link,
  type: 'link',
})
