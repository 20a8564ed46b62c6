import type { SpaceId } from '../chat/caller.ts'
import type { Picture } from '../chat/view.ts'
import { groupCard } from '../picture/card/group-card.ts'
import { previewCard } from '../picture/card/preview-card.ts'
import { toCountsOnly } from '../poll/counts-only.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { LinkedPoll } from '../poll/read-page.ts'
import { groupPreviewWords, previewWords } from '../views/poll/preview-words.ts'
import type { GroupPage } from './group-pages.ts'
import type { LinkedPages } from './linked-pages.ts'

/** The preview of a link to a page, the same for everyone: counts only. */
export interface LinkPreview {
  readonly title: string
  readonly text: string
  /** The card's address and what it says. */
  readonly image: { readonly url: string; readonly alt: string }
  /** The poll that the page is about. */
  readonly poll?: { readonly id: PollId; readonly space: SpaceId }
}

interface Deps {
  /** The address under which people elsewhere reach pages. */
  readonly publicUrl: string | undefined
  readonly readLinked: (words: string) => Promise<LinkedPoll | undefined>
  readonly pages: LinkedPages
}

/** Reads what a link to a page previews; `undefined` for other links, and for those that open nothing. */
export function createLinkPreviews({ publicUrl, readLinked, pages }: Deps) {
  return async function findPreview(url: string): Promise<LinkPreview | undefined> {
    const start = publicUrl === undefined ? undefined : new URL('/', publicUrl).href
    if (start === undefined || !url.startsWith(start)) return undefined
    const [, folder, token = ''] = /^([pgas])\/([0-9a-z]+)(?:[/.?#]|$)/.exec(url.slice(start.length)) ?? []
    const address = `${start}${folder}/${token}`
    if (folder === 'p') {
      const linked = await readLinked(token)
      return linked && toPollPreview(linked, address)
    }
    if (folder === 'a') {
      const found = await pages.readPaper(token)
      return found && toPreview(toCountsOnly(found.page.standing), address)
    }
    const found =
      folder === 'g'
        ? await pages.findGroup(token, {})
        : folder === 's'
          ? await pages.findSeason(token)
          : undefined
    return found && toGroupPreview(await found.compute(), address)
  }
}

function toPollPreview({ poll, space }: LinkedPoll, address: string): LinkPreview {
  return { ...toPreview(toCountsOnly(poll), address), poll: { id: poll.id, space } }
}

const toPreview = (poll: Disclosure, address: string): LinkPreview => ({
  title: poll.paper.title,
  text: previewWords(poll),
  image: imageOf(previewCard(poll), address),
})

function toGroupPreview(
  { previewTitle: title, overview: { atlas } }: GroupPage,
  address: string,
): LinkPreview {
  return { title, text: groupPreviewWords(atlas), image: imageOf(groupCard(title, atlas), address) }
}

const imageOf = ({ key, alt }: Picture, address: string): LinkPreview['image'] => ({
  url: `${address}/card.png?v=${key}`,
  alt,
})
