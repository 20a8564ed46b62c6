import type { View } from '../chat/view.ts'
import { seasonFileName, seasonMarkdown } from '../export/season-markdown.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { Group, Past } from '../reading/group.ts'
import { findSeason, seasonOf } from '../reading/season.ts'
import { seasonView } from '../views/reading/season-view.ts'

interface Deps {
  readonly polls: Pick<Polls, 'readIn'>
  readonly pageOf: (poll: PollId) => string | undefined
  readonly now: number
}

/**
 * What a season came to, as a message with its file.
 *
 * @param history Every session of the group that is over.
 * @param wanted The season's name; nothing for the one that lasts.
 * @returns nothing where no session of it is over.
 * @throws UserError when the group has no season of that name.
 */
export async function seasonRecap(
  group: Group,
  history: readonly Past[],
  wanted: string | undefined,
  { polls, pageOf, now }: Deps,
): Promise<View | undefined> {
  const { name, past } = findSeason(group, history, wanted)
  if (past.length === 0) return undefined
  const ids = past.flatMap(({ session }) => session.poll ?? [])
  const found = await Promise.all(ids.map((id) => polls.readIn(group.place.space, id)))
  const foundPolls = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.poll.id, one.poll]])))
  const season = seasonOf({ group, name, past, polls: foundPolls, pageOf, now })
  return seasonView(season, { name: seasonFileName(season), content: seasonMarkdown(season) })
}
