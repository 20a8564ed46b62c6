import { expect, test } from 'vitest'
import help from '../../commands/help.ts'
import { createBot } from '../../src/bot/bot.ts'
import { createCallLimit } from '../../src/bot/call-limit.ts'
import { refusalOf } from '../../src/chat/answer.ts'
import { type Caller, PersonId, SpaceId } from '../../src/chat/caller.ts'
import { tooBusy } from '../../src/chat/errors.ts'
import { fewestLimits, maxPending } from '../../src/limits.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'

const caller: Caller = {
  person: { id: PersonId.parse('chat:ada'), name: 'Ada' },
  place: { platform: 'chat', space: SpaceId.parse('chat:place'), channel: 'general' },
  rank: 'member',
}
const call = { command: 'help', args: {} }

test('5,000 calls are worked on at a time; one more is refused, and the next is not once there is room', async () => {
  const { promise: held, reject: fail } = Promise.withResolvers<never>()
  const unused = () => Promise.reject(new Error('It is not used'))
  const bot = createBot({
    commands: [help],
    log: createLog('silent', false),
    metrics: createMetrics(),
    callLimit: createCallLimit(fewestLimits, () => 0),
    now: () => 0,
    contextFor: () => held,
    ...{ onPosted: unused, renderPage: unused, findPreview: unused },
    membership: { onReachable: unused, onLeft: unused, onBack: unused, onDeleted: unused, check: unused },
  })
  const working = Array.from({ length: maxPending.calls }, () => bot.handle(call, caller))
  expect(await bot.handle(call, caller)).toEqual(refusalOf(tooBusy()))
  fail(new Error('It went wrong'))
  await Promise.all(working)
  expect(await bot.handle(call, caller)).not.toEqual(refusalOf(tooBusy()))
})
