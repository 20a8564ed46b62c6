import { toAtlas, toOwnAtlas } from '../src/atlas/group-atlas.ts'
import { atlasBoard, atlasRevision } from '../src/board/atlas-board.ts'
import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import type { PersonId } from '../src/chat/caller.ts'
import { flag, people, typed } from '../src/chat/option.ts'
import { atlasView, emptyAtlasView } from '../src/views/memory/atlas-view.ts'
import { mayShare } from './options/may-share.ts'
import { type MemoryFilterOptions, memoryFilters, readRemembered, shareOption } from './options/memory.ts'
import { toArgs } from './options/paper.ts'
import { suggestSeasons } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'atlas',
  summary: 'See every paper placed in places you can see, on one grid (only visible to you)',
  form: { title: 'Atlas', submit: 'Show' },
  examples: ['atlas', 'atlas mine', 'atlas since 1 Sep', 'atlas season:Autumn 2026'],
  options: {
    ...memoryFilters,
    by: people('By: as one person placed the papers, where votes show names'),
    mine: flag('Mine: as you placed the papers'),
    table: typed(flag('Table: in words'), { isHidden: true }),
    share: shareOption,
  },
  answers: ({ share }) => (share === true ? 'everyone' : 'caller'),
  suggest: { season: suggestSeasons },
  async run({ table, share, ...options }, context) {
    const isShared = share === true
    const { by, mine, ...filters } = options
    const {
      lines,
      papers,
      filters: typedFilters,
    } = await readRemembered(context, {
      ...filters,
      isShared,
      what: 'share the atlas',
    })
    const whose = await readPerson(context, { by, mine, isShared })
    const times = { now: context.now, lastShared: await context.sharedAtlases.lastIn(context.caller.place) }
    const atlas =
      whose === undefined
        ? await toAtlas(papers, times, context.standingOf)
        : toOwnAtlas(papers, await whose.readSpots(lines), times)
    const args = toArgs(options)
    if (atlas.length === 0)
      return {
        ...show(emptyAtlasView([...typedFilters, ...(whose === undefined ? [] : [whose.filter])])),
        isPrivate: true,
      }
    const used = new Set(atlas.map(({ paper }) => paper.id))
    const shown = papers.flatMap(({ id, polls }) => (used.has(id) ? polls : []))
    const view = atlasView(atlas, {
      title: whose?.title ?? filters.season ?? 'Atlas',
      call: { command: 'atlas', args },
      channels: new Set(shown.map(({ channel }) => channel)).size,
      isShared,
      mayShare: !isShared && (await mayShare(context)),
      page: await findPage(context, { ...options, isShared }),
      asTable: table === true,
    })
    if (!isShared || context.caller.isOutside === true) return show(view)
    const id = await context.sharedAtlases.add(context.caller.place, {
      ...{ at: context.now, polls: shown.map(({ id }) => id), of: whose?.person },
    })
    return { kind: 'shown', view, board: atlasBoard(id), revision: atlasRevision }
  },
})

/** The address of the page that shows the same atlas: pages show nobody's own placements, and choose days in UTC. */
async function findPage(
  { caller: { place }, polls }: Context,
  { season, isShared, ...others }: Filters & { readonly isShared: boolean },
): Promise<string | undefined> {
  if (Object.values(others).some((value) => value !== undefined && value !== false)) return undefined
  if (season !== undefined)
    return polls.openPlacePageOf(
      place,
      (thing) => thing.of === 'season' && thing.season.toLowerCase() === season.toLowerCase(),
    )
  const page = await polls.openPlacePageOf(place, ({ of }) => of === 'channel')
  // A private answer is from all channels.
  return page === undefined || isShared ? page : `${page}?in=*`
}

/** The person whose own placements to show; `undefined` for everyone's. */
async function readPerson(
  { caller, polls, namesOf }: Context,
  {
    by,
    mine,
    isShared,
  }: {
    readonly by?: readonly PersonId[] | undefined
    readonly mine?: boolean | undefined
    readonly isShared: boolean
  },
) {
  const [person] = by ?? []
  if (mine === true)
    return {
      person: caller.person,
      title: isShared ? `As ${caller.person.name} placed them` : 'As you placed them',
      filter: 'mine',
      // Where everyone reads it, nobody's anonymous vote is in it.
      readSpots: (lines: Lines) =>
        isShared ? polls.readSpots(caller.person.id, lines) : polls.readOwnSpots(caller, lines),
    }
  if (person === undefined) return undefined
  const [name = person] = await namesOf(caller.place, [person])
  return {
    person: { id: person, name },
    title: `As ${name} placed them`,
    filter: `by:${name}`,
    readSpots: (lines: Lines) => polls.readSpots(person, lines),
  }
}

interface Filters extends MemoryFilterOptions {
  readonly by?: readonly PersonId[] | undefined
  readonly mine?: boolean | undefined
}

type Lines = Parameters<Context['polls']['readSpots']>[1]
