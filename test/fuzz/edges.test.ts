import { randomInt } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { repeats } from '../repeats.ts'
import { temporaryStore } from '../store/stored.ts'
import { createEdges } from './edges.ts'

/** In `npm test` the same inputs each time; by `npm run test:all` others. */
const seed = repeats(20_261_130, randomInt(2 ** 31))
const temporary = await temporaryStore()
afterAll(() => temporary[Symbol.asyncDispose]())

test.each(await createEdges(temporary.store))(
  'whatever comes in as $name, its reader reads or refuses it',
  async (edge) => {
    const { crash } = await edge.tryOut(seed, 40)
    expect(crash).toBeUndefined()
  },
)
