import { expect, test } from 'vitest'
import { createLookup } from '../../adapters/discord/client/lookup.ts'

/** A memory of what is counted up, and how often it was asked for. */
function remembering(request: (id: string) => Promise<object | undefined> = async (id) => ({ id })) {
  let now = 1_000_000
  const requests: string[] = []
  const memory = createLookup(
    (space, id) => {
      requests.push(`${space} ${id}`)
      return request(id)
    },
    () => now,
  )
  return {
    ...memory,
    requests,
    pass: (ms: number): void => {
      now += ms
    },
  }
}

test('what takes long to come is remembered from when it was asked for', async () => {
  const { find, requests, pass } = remembering(async () => {
    pass(20_000)
    return {}
  })
  await find('server', 'ben')
  pass(39_000)
  await find('server', 'ben')
  expect(requests).toHaveLength(1)
  pass(2000)
  await find('server', 'ben')
  expect(requests).toHaveLength(2)
})

test('what took longer than it lasts is not remembered', async () => {
  const { find, requests, pass } = remembering(async () => {
    pass(70_000)
    return {}
  })
  await find('server', 'ben')
  pass(2)
  await find('server', 'ben')
  expect(requests).toHaveLength(2)
})

test('10,000 are remembered in a space, and the least recently used is forgotten first', async () => {
  const { find, requests } = remembering()
  await find('server', 'first')
  await find('server', 'second')
  await find('other', 'first')
  for (let i = 0; i < 9998; i += 1) await find('server', String(i))
  await find('server', 'first')
  await find('server', 'one more')
  requests.length = 0
  await find('server', 'first')
  await find('other', 'first')
  expect(requests).toEqual([])
  await find('server', 'second')
  expect(requests).toEqual(['server second'])
})
