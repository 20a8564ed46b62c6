import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Collection } from '../../src/store/collection.ts'
import { rememberCollections } from '../../src/store/collections.ts'
import type { Kind } from '../../src/store/record.ts'

test('a collection is made once as long as it is one of those that were used last', () => {
  const made: (string | undefined)[] = []
  const collectionOf = rememberCollections(({ scope }) => {
    made.push(scope)
    return {} as Collection<never>
  }, 2)
  const kind: Kind<string> = { name: 'note', schema: z.string() }
  const first = collectionOf(kind, 'a')
  expect(collectionOf(kind, 'a')).toBe(first)
  expect(collectionOf(kind, 'b')).not.toBe(first)
  expect(collectionOf(kind, 'a')).toBe(first)
  expect(made).toEqual(['a', 'b'])
  collectionOf(kind, 'c')
  collectionOf(kind, 'b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  const same: Kind<string> = { name: 'note', schema: z.string() }
  expect(collectionOf(same, 'b')).not.toBe(collectionOf(kind, 'b'))
})
