import type { Context } from '../../src/bot/context.ts'
import type { View } from '../../src/chat/view.ts'
import { pairsJoinedView, pairsLeftView } from '../../src/views/memory/agreement-view.ts'

/** Leaves a person out of the pairs of every group, or takes that back. */
export async function setPairs(
  { caller: { person }, ownSettings }: Pick<Context, 'caller' | 'ownSettings'>,
  pairs: 'on' | 'off',
): Promise<View> {
  if (pairs === 'on') {
    await ownSettings.joinPairs(person)
    return pairsJoinedView
  }
  await ownSettings.leavePairs(person)
  return pairsLeftView
}
