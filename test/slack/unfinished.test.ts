import { expect, test } from 'vitest'
import { openPollCutOff } from './cut-off.ts'

test('what was acknowledged is finished after a restart', async () => {
  expect(await openPollCutOff({ after: 'acknowledgement', isMade: false })).toEqual({
    wasAcknowledged: true,
    polls: 1,
  })
})

test('but not more than five minutes later', async () => {
  const cut = await openPollCutOff({ after: 'acknowledgement', isMade: false }, 5 * 60_000)
  expect(cut).toEqual({ wasAcknowledged: true, polls: 0 })
})
