import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { PersonId } from '../../src/chat/caller.ts'
import { createPollId } from '../../src/poll/poll-id.ts'
import { createVoters } from '../../src/poll/voters.ts'
import { temporaryStore } from '../store/stored.ts'

/** Crockford's base 32, by division, as its description has it. */
function crockford(bytes: Buffer): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let bits = BigInt(`0x${bytes.toString('hex')}`)
  let code = ''
  for (let i = 0; i < 8; i++, bits /= 32n) code = `${letters[Number(bits % 32n)]}${code}`
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

test('a voter of an anonymous poll is what the formulas say', async () => {
  await using temporary = await temporaryStore()
  const { keys } = temporary.store
  const id = createPollId()
  await keys.create(id)
  const key = await keys.get(id)
  if (key === undefined) throw new Error('No key was made')
  const hmac = (message: string) => createHmac('sha256', key.export()).update(message).digest()
  const { voterOf } = createVoters(keys)
  const poll = { id, visibility: 'anonymous' } as const
  for (let i = 0; i < 50; i++) {
    const person = PersonId.parse(`chat:person-${i}`)
    const voter = await voterOf(poll, person)
    expect(voter?.id).toBe(`v_${hmac(`voter\0${person}`).toString('base64url').slice(0, 22)}`)
    expect(voter?.receiptFor(2)).toBe(crockford(hmac(`receipt\0${2}\0${person}`).subarray(0, 5)))
  }
})
