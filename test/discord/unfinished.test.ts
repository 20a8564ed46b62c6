import { expect, test } from 'vitest'
import { openPollCutOff } from './cut-off.ts'

// The request, the record of the message, the poll with its job.
const stored = { after: 5, isMade: false }

test('what was asked and stored is finished after a restart', async () => {
  expect(await openPollCutOff(stored)).toMatchObject({ polls: 1 })
})

test('but not more than five minutes later', async () => {
  expect(await openPollCutOff(stored, 5 * 60_000)).toMatchObject({ polls: 0 })
})

test('what was answered in time is not posted again', async () => {
  expect(await openPollCutOff({ after: 'acknowledgement', isMade: false })).toEqual({
    wasAcknowledged: true,
    polls: 1,
  })
})
