import { expect, test } from 'vitest'
import { createGivenFiles } from '../../adapters/web/given-files.ts'
import { type Caller, PersonId, SpaceId } from '../../src/chat/caller.ts'
import { createPreparedImports } from '../../src/export/prepared-imports.ts'
import { readImportFile } from '../../src/export/read-import.ts'

const idOf = (number: number) => PersonId.parse(`chat:v${number}`)
const callerOf = (number: number): Caller => ({
  person: { id: idOf(number), name: 'Ada' },
  place: { platform: 'chat', space: SpaceId.parse('chat:place'), channel: 'general' },
  rank: 'member',
})
const firstOf = async (chunks: AsyncIterable<Uint8Array>) => {
  for await (const chunk of chunks) return chunk
  return undefined
}
const csv = new TextEncoder().encode('paper,row,column\nA title,engineering,average\n')

test('1,000 files wait for their import; one more takes the place of the oldest', async () => {
  async function* inOnePiece() {
    yield csv
  }
  const read = await readImportFile(inOnePiece(), 0)
  const imports = createPreparedImports(() => 0)
  const ids = Array.from({ length: 1001 }, (_, number) => imports.keep(callerOf(number), read))
  expect(() => imports.take(callerOf(0), ids[0] ?? '')).toThrow()
  expect(imports.take(callerOf(1), ids[1] ?? '')).toBe(read)
})

test('1,000 files wait to be read; one more takes the place of the oldest', async () => {
  const files = createGivenFiles(() => 0)
  const ids = Array.from({ length: 1001 }, (_, number) => files.keep(idOf(number), csv))
  await expect(firstOf(files.open(ids[0] ?? '', idOf(0)))).rejects.toThrow()
  expect(await firstOf(files.open(ids[1] ?? '', idOf(1)))).toBe(csv)
})
