import { describe, expect, test } from 'vitest'
import { marks, type Part, readState, type State, states } from './optional-answers.ts'
import { mismatchesIn } from './optional-answers-mismatches.ts'
import { shownIn } from './optional-answers-table.ts'

const parts = Object.keys(marks) as Part[]
const names = Object.keys(states) as State[]

const reading = new Map<State, Promise<Readonly<Record<string, string>>>>()
const readOnce = (state: State) => {
  const found = reading.get(state) ?? readState(state)
  reading.set(state, found)
  return found
}

describe.each(names)('optional answers in a poll that is: %s', (state) => {
  test.each(parts)('%s', async (part) => {
    const mismatches = mismatchesIn(shownIn[state], await readOnce(state))
    expect(mismatches.filter((one) => one.part === part)).toEqual([])
  })
})

describe('what is looked for', () => {
  /** What says nothing of a paper unless something is found in it. */
  const silent = ['atlas, alt texts', 'logs']
  const isDrawn = (place: string) => /pictures$|\.svg$|\.png$/.test(place)

  test('is looked for in what each place says of the poll', async () => {
    const read = await readOnce('anonymous')
    const empty = Object.keys(read).filter(
      (place) => !read[place]?.includes(isDrawn(place) ? '<svg' : '2204.05863'),
    )
    expect(empty).toEqual(silent)
  })

  test('is found somewhere, each part', () => {
    const found = Object.values(shownIn).flatMap((row) => Object.keys(row))
    expect(parts.filter((part) => !found.includes(part))).toEqual([])
  })
})
