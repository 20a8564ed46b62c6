import type { Standings } from '../client/standings.ts'
import type { Delivery } from './delivery.ts'
import type { ResponseDeps } from './respond.ts'

interface Deps extends Pick<ResponseDeps, 'bot' | 'callerReader' | 'privateReplies'> {
  readonly standings: Pick<Standings, 'isBot'>
}

/**
 * Offers a person to place a paper that they linked, in a note in the conversation that only they see, or not at all. Nobody
 * has asked for it, so a refusal is shown to nobody.
 */
export async function offerToPlace(
  { bot, callerReader, privateReplies, standings }: Deps,
  delivery: Delivery,
  links: string,
): Promise<void> {
  const { workspace, actor } = delivery
  if (await standings.isBot(workspace, actor.user)) return
  const caller = await callerReader.readCaller(workspace, actor)
  const answer = await bot().handle({ command: 'offer', args: { text: links } }, caller)
  if (answer.kind === 'shown' && answer.view.parts.length > 0)
    await privateReplies.sendInConversation(delivery, answer.view)
}
