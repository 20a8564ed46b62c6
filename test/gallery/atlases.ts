import type { Atlas, AtlasPaper } from '../../src/atlas/atlas.ts'
import type { PaperStanding } from '../../src/atlas/standing.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { atlasPicture } from '../../src/picture/atlas/atlas-picture.ts'

type Row = readonly [
  author: string,
  year: number,
  /** None: off the grid. */
  cell: number | undefined,
  /** Where else it is, if it is split. */
  standing?: 'unsettled' | 'too-few' | 'no-shared-place' | readonly (number | 'off')[],
]

const day = 86_400_000

/** Papers in the order they were placed; the last two are new. Votes and places are invented. */
function papersOf(rows: readonly Row[]): readonly AtlasPaper[] {
  return rows.map(([author, year, cell, standing], i) => ({
    paper: {
      id: PaperId.parse(`title:paper-${i}`),
      title: `Paper ${i} of ${author}`,
      authors: author === '' ? [] : [author],
      year,
    },
    standing: standingOf(cell, standing),
    counts: { cells: [], applications: 0, unsure: 0 },
    placedAt: day * i,
    isNew: i >= rows.length - 2,
  }))
}

function standingOf(cell: Row[2], standing: Row[3] = []): PaperStanding {
  if (cell === undefined) return { kind: 'off-grid', places: [] }
  if (standing === 'too-few' || standing === 'no-shared-place') return { kind: standing, places: [] }
  if (standing === 'unsettled') return { kind: 'unsettled', places: [cell] }
  return { kind: standing.length === 0 ? 'settled' : 'split', places: [cell, ...standing] }
}

const group: readonly Row[] = [
  ['Jared Kaplan', 2020, 0],
  ['Jordan Hoffmann', 2022, 0],
  ['Jason Wei', 2022, 0, 'unsettled'],
  ['Tom Brown', 2020, 0],
  ['Long Ouyang', 2022, 1],
  ['Yuntao Bai', 2022, 1],
  ['Yuntao Bai', 2022, 1, [4]],
  ['Rafael Rafailov', 2023, 1, 'unsettled'],
  ['Aleksander Madry', 2018, 2],
  ['Andy Zou', 2023, 2, 'unsettled'],
  ['Alethea Power', 2022, 3],
  ['Neel Nanda', 2023, 3, 'unsettled'],
  ['Geoffrey Irving', 2018, 4],
  ['Collin Burns', 2024, 4],
  ['Akbir Khan', 2024, 4, 'unsettled'],
  ['Ethan Perez', 2022, 4, [1]],
  ['Ryan Greenblatt', 2024, 5],
  ['David Bau', 2017, 6],
  ['Nelson Elhage', 2022, 7],
  ['Kevin Wang', 2023, 7],
  ['Adly Templeton', 2024, 7, [6]],
  ['Abram Demski', 2019, 8],
  ['Evan Hubinger', 2019, 8, [5]],
  ['John Jumper', 2021, undefined],
  ['Amil Merchant', 2023, undefined],
  ['Ethan Perez', 2022, 0, 'no-shared-place'],
  ['Mrinank Sharma', 2023, 0, 'no-shared-place'],
  ['Paul Christiano', 2018, 0, 'too-few'],
  ['Zachary Kenton', 2024, 4],
  ['Evan Hubinger', 2024, 5],
]

const crowd: readonly Row[] = Array.from({ length: 90 }, (_, i): Row => {
  const author = ['Ada Lovelace', 'Wolfeschlegelsteinhausenbergerdorff', 'Chris van Merwijk', ''][i % 4] ?? ''
  return [
    author,
    2015 + (i % 11),
    i % 7 === 0 ? undefined : (i * i) % 9,
    i % 5 === 0 ? 'unsettled' : i % 11 === 0 ? 'no-shared-place' : [],
  ]
})

const scripts: readonly Row[] = [
  ['王小明', 2024, 0],
  ['山田太郎', 2023, 0, 'unsettled'],
  ['김철수', 2022, 4],
  ['محمد الخوارزمي', 2025, 4, [8]],
  ['דנה כהן', 2021, 8],
  ['अमित शर्मा', 2020, 8],
  ['Иван Иванов', 2019, 8],
  ['محمد الخوارزمي', 2025, undefined],
  ['Νίκος Παπαδόπουλος', 2018, undefined],
]

const atlas = (title: string, rows: readonly Row[], span = 'Sep–Nov 2026'): Atlas => ({
  title,
  span,
  papers: papersOf(rows),
})

/** Atlases of a group, of nobody yet, of too many papers, and in many scripts. */
export const atlases = [
  { name: 'atlas of 25 papers', picture: atlasPicture(atlas('Wednesday reading group: the atlas', group)) },
  { name: 'atlas of none', picture: atlasPicture(atlas('A new group', [], '')) },
  { name: 'atlas of ninety', picture: atlasPicture(atlas('A very '.repeat(20), crowd)) },
  { name: 'atlas in many scripts', picture: atlasPicture(atlas('读书会 · قراءة', scripts)) },
]
