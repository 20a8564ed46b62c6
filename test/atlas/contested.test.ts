import { describe, expect, test } from 'vitest'
import { findContestedPapers, type PolledPaper } from '../../src/atlas/contested.ts'
import { findingsOf } from '../../src/disagreement/findings.ts'
import { caseOf } from '../../src/disagreement/headline.ts'
import { emptyTally, type Tally } from '../../src/grid/tally.ts'

/** So many votes in each of these cells. */
const inCells = (votes: Readonly<Record<number, number>>): Tally => ({
  ...emptyTally,
  cells: Array.from({ length: 9 }, (_, cell) => votes[cell] ?? 0),
})

const paper = (item: string, tally: Tally, openedAt = 0): PolledPaper<string> => ({ item, tally, openedAt })

const onGrid = (papers: readonly PolledPaper<string>[]) =>
  findContestedPapers(papers).onGrid.map(({ paper, shrunkGap }) => [paper.item, Number(shrunkGap.toFixed(6))])

const divided = (papers: readonly PolledPaper<string>[]) =>
  findContestedPapers(papers).gridOrApplications.map(({ paper, share }) => [
    paper.item,
    Number(share.toFixed(6)),
  ])

const mixed = (cells: Readonly<Record<number, number>>, applications: number): Tally => ({
  ...inCells(cells),
  applications,
})

describe('the most contested papers', () => {
  test('have the widest gap between two voters, drawn toward the mean of all the more the fewer have voted', () => {
    // D is 8/3, 2 and 0 (two corners of three or four votes: 2 · 4/3, and 3 · 4/6), so the mean is 14/9.
    const papers = [
      paper('agreed', inCells({ 4: 5 })),
      paper('four', inCells({ 0: 3, 8: 1 })),
      paper('three', inCells({ 0: 2, 8: 1 })),
    ]
    const mean = 14 / 9
    expect(onGrid(papers)).toEqual([
      ['three', Number(((3 * (8 / 3) + 3 * mean) / 6).toFixed(6))],
      ['four', Number(((4 * 2 + 3 * mean) / 7).toFixed(6))],
      ['agreed', Number(((3 * mean) / 8).toFixed(6))],
    ])
    expect(findContestedPapers(papers).onGrid.map(({ full, gap }) => [full, gap])).toEqual([
      [3, 8 / 3],
      [4, 2],
      [5, 0],
    ])
  })

  test('are not led by three votes that happen to differ: many that differ nearly as much come first', () => {
    // D is 8/3 of three votes and 80/39 of forty, half and half in the corners.
    const agreed = [1, 2, 3].map((n) => paper(`agreed ${n}`, inCells({ 4: 20 })))
    const [few, many] = [paper('few', inCells({ 0: 2, 8: 1 })), paper('many', inCells({ 0: 20, 8: 20 }))]
    const [first, second] = findContestedPapers([...agreed, few, many]).onGrid
    expect([first?.paper.item, second?.paper.item]).toEqual(['many', 'few'])
    expect(second?.gap).toBeGreaterThan(first?.gap ?? 9)
  })

  test('have at least three full placements, and others add nothing to the mean', () => {
    const two = paper('two', inCells({ 0: 1, 8: 1 }))
    const unsure = paper('unsure', { ...inCells({ 0: 1, 8: 1 }), rowOnly: [4, 0, 0], unsure: 3 })
    const three = paper('three', inCells({ 0: 3 }))
    expect(onGrid([two, unsure, three])).toEqual([['three', 0]])
    expect(onGrid([two, unsure])).toEqual([])
    expect(findContestedPapers([])).toEqual({ onGrid: [], gridOrApplications: [] })
  })

  test('count the steps on both axes, and on full placements alone', () => {
    const half = { ...inCells({ 0: 2, 5: 2 }), rowOnly: [0, 0, 9], columnOnly: [9, 0, 0] }
    // Four of six pairs are three steps apart: one row, two columns.
    expect(findContestedPapers([paper('half', half)]).onGrid[0]?.gap).toBeCloseTo(2, 12)
  })

  test('that are equally contested stand by placements, then by age, then as they came', () => {
    const papers = [
      paper('few, new', inCells({ 0: 3 }), 20),
      paper('few, old', inCells({ 8: 3 }), 10),
      paper('few, old too', inCells({ 4: 3 }), 10),
    ]
    expect(onGrid(papers).map(([item]) => item)).toEqual(['few, old', 'few, old too', 'few, new'])
  })

  test('are equally contested where their gaps are equal, however many votes these are taken over', () => {
    // D is 8/15 and 24/45. In floating point the shrunken gap of the six comes out above that of the ten.
    const papers = [paper('six', inCells({ 0: 4, 1: 2 }), 1), paper('ten', inCells({ 0: 6, 1: 4 }), 2)]
    for (const order of [papers, papers.toReversed()])
      expect(onGrid(order)).toEqual([
        ['ten', 0.533333],
        ['six', 0.533333],
      ])
  })
})

describe('papers that are divided on whether they belong on the grid', () => {
  test('are listed apart, the most even split first', () => {
    const papers = [
      paper('a quarter', mixed({ 0: 3, 8: 3 }, 2)),
      paper('half', mixed({ 0: 3, 8: 3 }, 6)),
      paper('mostly applications', mixed({ 0: 3 }, 5)),
      paper('on the grid', mixed({ 0: 3, 8: 3 }, 1)),
    ]
    expect(divided(papers)).toEqual([
      ['half', 0.5],
      ['mostly applications', 0.375],
      ['a quarter', 0.25],
    ])
    expect(onGrid(papers).map(([item]) => item)).toEqual(['on the grid'])
  })

  test('still belong to the mean that the others are drawn toward', () => {
    const agreed = paper('agreed', inCells({ 4: 3 }))
    expect(onGrid([agreed])).toEqual([['agreed', 0]])
    expect(onGrid([agreed, paper('divided', mixed({ 0: 2, 8: 1 }, 3))])).toEqual([
      ['agreed', Number((4 / 6).toFixed(6))],
    ])
  })

  test('are those of the headline wherever no more say applications than the grid', () => {
    for (let cell = 0; cell <= 4; cell += 1)
      for (let corner = 0; corner <= 3; corner += 1)
        for (let unsure = 0; unsure <= 4; unsure += 1)
          for (let applications = 0; applications <= cell + corner + unsure; applications += 1) {
            const tally = { ...mixed({ 4: cell, 8: corner }, applications), unsure }
            const isFirst = caseOf(findingsOf(tally)) === 'applications-contested'
            expect(divided([paper('it', tally)]).length, JSON.stringify(tally)).toBe(isFirst ? 1 : 0)
          }
  })

  test('count whoever is on the grid, sure of both axes or not', () => {
    const tally = { ...emptyTally, rowOnly: [1, 0, 0], columnOnly: [0, 1, 0], unsure: 1, applications: 3 }
    expect(findContestedPapers([paper('it', tally)]).gridOrApplications).toEqual([
      { paper: paper('it', tally), applications: 3, placements: 3, share: 0.5 },
    ])
  })

  test('that are equally divided stand by votes, then by age, then as they came', () => {
    const papers = [
      paper('six', mixed({ 0: 4 }, 2), 5),
      paper('twelve, new', mixed({ 0: 4 }, 8), 20),
      paper('twelve, old', mixed({ 0: 8 }, 4), 10),
      paper('twelve, old too', mixed({ 8: 8 }, 4), 10),
    ]
    expect(divided(papers).map(([item]) => item)).toEqual([
      'twelve, old',
      'twelve, old too',
      'twelve, new',
      'six',
    ])
  })
})
