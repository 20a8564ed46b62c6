import { expect, test } from 'vitest'
import { createGatherer } from '../../src/retention/gather.ts'

test('what is added while a run goes on is all in the next run, once', async () => {
  const runs: (readonly string[])[] = []
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  const add = createGatherer<string>(async (all) => {
    runs.push([...all])
    await mayEnd
  })
  const first = add('a')
  await Promise.resolve()
  const others = ['b', 'c', 'b', 'd'].map(add)
  expect(runs).toEqual([['a']])
  end()
  await Promise.all([first, ...others])
  expect(runs).toEqual([['a'], ['b', 'c', 'd']])
})

test('a run that fails fails for those in it, and for nobody else', async () => {
  const add = createGatherer<string>(async (all) => {
    if (all.has('a')) throw new Error('no database')
  })
  const first = add('a')
  await expect(first).rejects.toThrow('no database')
  await add('b')
})
