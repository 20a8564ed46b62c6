import { describe, expect, test } from 'vitest'
import { type ReadingEvent, togetherTimes } from '../../src/reading/together.ts'
import table from './together.json' with { type: 'json' }

interface Row {
  readonly name: string
  readonly length: number
  readonly minutes: number
  readonly events: readonly ReadingEvent[]
  readonly expect: ReturnType<typeof togetherTimes>
}

describe('when a session that reads first goes on', () => {
  test.each(table.rows as readonly Row[])('$name', ({ length, minutes, events, expect: times }) =>
    expect(togetherTimes(length, minutes, events)).toEqual(times),
  )
})
