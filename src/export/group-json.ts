import type { Paper } from '../paper/paper.ts'
import type { Group, Past } from '../reading/group.ts'

/** The first line of an export of many polls. @param made In ms since 1970. */
export const headerLine = (made: number, polls: number, groups: number, seasons: number): string =>
  toLine({
    format: 'cruxgrid-export',
    version: 1,
    made: new Date(made).toISOString(),
    ...{ polls, groups, seasons },
  })

/** A reading group as one line of JSON Lines: its schedule and its list, without people. */
export const groupLine = ({ id, name, schedule, entries }: Group): string =>
  toLine({
    format: 'cruxgrid-group',
    version: 1,
    group: {
      id,
      name,
      schedule: schedule ?? null,
      list: entries.map(({ paper, votes, pinned }) => ({
        paper: toPaper(paper),
        votes: votes.length,
        pinned: pinned?.date ?? null,
      })),
    },
  })

/** A line for each season with sessions that are over, oldest first. @param past Oldest first. */
export const seasonLines = ({ id }: Group, past: readonly Past[]): readonly string[] =>
  [...Map.groupBy(past, ({ season }) => season)].map(([name, sessions]) =>
    toLine({
      format: 'cruxgrid-season',
      version: 1,
      season: {
        group: id,
        name,
        sessions: sessions.map(({ session, entry, end }) => ({
          date: session.date,
          end,
          paper: entry === undefined ? null : toPaper(entry.paper),
          poll: session.poll ?? null,
        })),
      },
    }),
  )

const toPaper = ({ id, title, url }: Paper) => ({ id, title, url: url ?? null })

const toLine = (value: object): string => `${JSON.stringify(value)}\n`
