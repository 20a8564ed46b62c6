import { expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { ballotsOn, exportWith, written } from './exported.ts'
import { run } from './run.ts'

const guess = (cell: number) => ({ cell, share: 1 as const })

test('npm run report says what a file has of reading depth, cruxes, expectations and replies', async () => {
  await using directory = await temporaryDirectory()
  const cells = [2, 2, 2, 8, 8, 8, 8, 8]
  const file = exportWith([
    ballotsOn(cells).map((ballot, i) => ({
      ...ballot,
      depth: i < 3 ? ('read' as const) : ('skimmed' as const),
      expected: guess(cells[i] ?? 0),
    })),
  ])
  const rounds = file.rounds.map((round) => ({
    ...round,
    cruxes: [
      {
        id: 'x_1',
        text: 'does it still hold on a second model family?',
        mine: 3,
        notMine: 1,
        sides: [
          { label: 'Engineering', mine: 2, of: 3 },
          { label: 'Cognitivist', mine: 1, of: 5 },
        ],
      },
    ],
    differ: { words: 1, paper: 4, values: 0 },
  }))
  const { out } = await run('report', [await written(directory.path, 'poll.json', { ...file, rounds })])
  expect(out.split('\n')).toEqual(
    expect.arrayContaining([
      'Answers go with how far people read: none of the 3 who read it says Cognitivist; all 5 who read less do.',
      'To settle: “does it still hold on a second model family?” It would move 2 of 3 for Engineering and 1 of 5 for Cognitivist.',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
      '3 read it, 5 skimmed it. 5 of 8 chose Cognitivist × Worst-case; they expected about 3.',
      'Asked why they differ, 1 says it is the words, 4 say it is how they read the paper.',
    ]),
  )
})
