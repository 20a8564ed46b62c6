import { describe, test } from 'vitest'
import { expectWellFormed } from '../picture/hostile-titles.ts'

const seed = 11

describe('hostile titles and names', () => {
  test.each(Array.from({ length: 10 }, (_, i) => seed + i))(
    'leave the SVG well-formed XML, a thousand cases, seed %i',
    (seed) => expectWellFormed(seed, 1000),
  )
})
