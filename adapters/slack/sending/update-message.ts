import type { Message } from '../../../src/chat/message.ts'
import type { View } from '../../../src/chat/view.ts'
import { toSpaceId } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Payloads } from '../format/payloads.ts'
import type { ShownPicture } from '../format/write.ts'

/** Edits a message so that it shows the view. @throws the fault if Slack refuses that. */
export const updateMessage = (
  { payloads }: { readonly payloads: Payloads },
  workspace: Workspace,
  { place: { channel, thread }, id: ts }: Message,
  view: View,
  picture: ShownPicture | undefined,
) =>
  payloads.sendWithFallbacks(
    view,
    toSpaceId(workspace.team),
    picture,
    ({ text, blocks }) =>
      workspace.call('chat.update', (client) => client.chat.update({ channel, ts, text, blocks })),
    { inThread: thread !== undefined },
  )
