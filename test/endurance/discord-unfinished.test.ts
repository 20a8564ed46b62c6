import { expect, test } from 'vitest'
import { openPollCutOff } from '../discord/cut-off.ts'

test.each([true, false])(
  'a poll is posted once if it was stored, wherever the bot was cut off, the last change made: %s',
  async (isMade) => {
    for (let after = 0; ; after += 1) {
      const cut = await openPollCutOff({ after, isMade })
      if (cut === undefined) {
        // The request, the poll and its message, at the least.
        expect(after).toBeGreaterThan(3)
        return
      }
      if (cut.wasAcknowledged) expect(cut, `after ${after} changes`).toMatchObject({ polls: 1 })
      else expect(cut.polls, `after ${after} changes`).toBeLessThanOrEqual(1)
    }
  },
)
