import { seasonFileName, seasonMarkdown } from '../export/season-markdown.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { Attendance } from '../reading/count-answers.ts'
import type { Group, Past, SessionId } from '../reading/group.ts'
import { findSeason, seasonOf } from '../reading/season.ts'
import { seasonView } from '../views/reading/season-view.ts'
import type { Board } from './boards.ts'
import { digest } from './digest.ts'

interface Deps {
  readonly polls: Pick<Polls, 'editRevisionOf' | 'readIn'>
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  readonly attendanceOf: (group: Group, past: Past) => Promise<Attendance>
  readonly now: number
}

/** The name of the board that shows the recap of a season up to one of its sessions. */
const seasonBoard = ({ id }: Group, last: SessionId): string => `season:${id}/${last}`

/** Every board that can show the recap of a season. @param history Every session of the group that is over. */
export const seasonBoards = (group: Group, history: readonly Past[]): readonly string[] =>
  history.map(({ session }) => seasonBoard(group, session.id))

/**
 * The recap of a season, as a board: a message with its file.
 *
 * @param history Every session of the group that is over.
 * @param wanted The season's name; by default the current one.
 * @returns `undefined` if none of its sessions is over.
 * @throws UserError when the group has no season of that name.
 */
export async function seasonRecap(
  group: Group,
  history: readonly Past[],
  wanted: string | undefined,
  deps: Deps,
): Promise<Board | undefined> {
  const { past } = findSeason(group, history, wanted)
  const last = past.at(-1)
  if (last === undefined) return undefined
  const revision = await seasonRevision(group, past, deps)
  return { name: seasonBoard(group, last.session.id), view: await renderSeason(group, past, deps), revision }
}

/** The sessions of a season up to one of them. @param history Every session of the group that is over. */
export const seasonUpTo = (history: readonly Past[], { season, session: { start } }: Past): readonly Past[] =>
  history.filter((past) => past.season === season && past.session.start <= start)

/** @param past The sessions of a season, oldest first; at least one. */
export async function renderSeason(
  group: Group,
  past: readonly Past[],
  { polls, pageOf, attendanceOf, now }: Deps,
) {
  const ids = past.flatMap(({ session }) => session.poll ?? [])
  const found = await Promise.all(ids.map((id) => polls.readIn(group.place.space, id)))
  const foundPolls = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.poll.id, one.poll]])))
  const name = past[0]?.season ?? group.season.name
  const pages = new Map(await Promise.all(ids.map(async (id) => [id, await pageOf(id)] as const)))
  const season = seasonOf({
    ...{ group, name, past, polls: foundPolls, now },
    pageOf: (poll) => pages.get(poll),
    attendances: await readAttendances(group, past, attendanceOf),
  })
  return seasonView(season, { name: seasonFileName(season), content: seasonMarkdown(season) })
}

/** Of the sessions that were held. */
export async function readAttendances(
  group: Group,
  past: readonly Past[],
  attendanceOf: Deps['attendanceOf'],
): Promise<ReadonlyMap<SessionId, Attendance>> {
  const held = past.filter(({ end }) => end === 'read')
  const found = held.map(async (one) => [one.session.id, await attendanceOf(group, one)] as const)
  return new Map(await Promise.all(found))
}

/** Changes with what people wrote and who they are. Votes that come later change nothing about what was posted. */
export async function seasonRevision(
  { place }: Group,
  past: readonly Past[],
  { polls }: Pick<Deps, 'polls'>,
): Promise<number> {
  const sessions = past.map(async ({ why, session: { notes, facilitator, poll, attachments } }) => [
    notes,
    facilitator,
    why,
    poll && (await polls.editRevisionOf(place.space, poll)),
    ...(attachments === undefined ? [] : [attachments]),
  ])
  return digest(await Promise.all(sessions))
}
