import { expect, test } from 'vitest'
import { z } from 'zod'
import { createDecoder } from '../../src/store/decoder.ts'
import type { Kind } from '../../src/store/record.ts'

test('a text that is about to be another one takes no place among those that are read in bulk', () => {
  const { decode } = createDecoder()
  const things: Kind<object> = { name: 'thing', schema: z.object({ number: z.int() }), isReadInBulk: true }
  const text = JSON.stringify({ value: { number: 1 } })
  const changing = decode(things, text, true)
  const read = decode(things, text)
  expect(read).toEqual(changing)
  expect(read).not.toBe(changing)
  expect(decode(things, text)).toBe(read)
})
