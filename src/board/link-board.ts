import type { SpaceId } from '../chat/caller.ts'
import type { PlaceLinkStore } from '../poll/place-link-store.ts'
import { peopleIn } from '../store/names.ts'
import { linkLineView, linkWithdrawnLine } from '../views/poll/place-link-view.ts'
import type { Rendered } from './boards.ts'

const prefix = 'link-line:'

/** The name of the board that shows the line about a link to a page with names and reasons. */
export const linkLineBoard = (link: string): string => `${prefix}${link}`

/** The revision of the line while its link is there. */
export const linkLineRevision = 0

/** The boards of the lines about links to pages with names and reasons. */
export function createLinkBoards({ placeLinks }: { readonly placeLinks: Pick<PlaceLinkStore, 'findById'> }) {
  const findLinked = (board: string, space: SpaceId) => placeLinks.findById(space, board.slice(prefix.length))

  return {
    isOurs: (board: string): boolean => board.startsWith(prefix),

    async render(board: string, space: SpaceId): Promise<Rendered> {
      const found = await findLinked(board, space)
      if (found === undefined) return { view: linkWithdrawnLine }
      return { view: linkLineView(found), revision: linkLineRevision, people: peopleIn(found.link.by) }
    },

    takesVotes: async (): Promise<boolean> => false,

    revisionOf: async (board: string, space: SpaceId): Promise<number | undefined> =>
      (await findLinked(board, space)) && linkLineRevision,
  }
}
