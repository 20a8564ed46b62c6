import type { types } from '@slack/bolt'
import type { Bot } from '../../../src/bot/bot.ts'
import type { LinkPreview } from '../../../src/bot/link-previews.ts'
import type { View } from '../../../src/chat/view.ts'
import type { ControlStore, EncodeControl } from '../../shared/control-store.ts'
import { isBlockRefused } from '../client/faults.ts'
import { toSpaceId } from '../client/ids.ts'
import type { OptionalFeatures } from '../client/optional-features.ts'
import type { Workspace } from '../client/workspace.ts'
import { toBlocks } from '../format/write.ts'
import type { SharedLinks } from './read-event.ts'

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly optionalFeatures: Pick<OptionalFeatures, 'attempt'>
}

/** Shows what links to pages open, where they are posted and while they are typed. The same for everyone who sees them. */
export async function unfurlPages(
  { bot, controlStore, optionalFeatures }: Deps,
  workspace: Workspace,
  { unfurlId, source, urls }: SharedLinks,
): Promise<void> {
  const found = await Promise.all(urls.map(async (url) => [url, await bot().findPreview(url)] as const))
  const previews = found.flatMap(([url, preview]) => (preview === undefined ? [] : [{ url, preview }]))
  if (previews.length === 0) return
  const { encodeControl, save } = controlStore.createWriter(toSpaceId(workspace.team))
  const written = previews.map(({ url, preview }) => ({
    url,
    ...toUnfurl(preview, url, workspace, encodeControl),
  }))
  await save()
  const show = (blocksOf: (one: (typeof written)[number]) => readonly types.KnownBlock[]) =>
    workspace.call('chat.unfurl', (client) =>
      client.chat.unfurl({
        unfurl_id: unfurlId,
        source,
        unfurls: Object.fromEntries(written.map((one) => [one.url, { blocks: [...blocksOf(one)] }])),
      }),
    )
  await optionalFeatures.attempt(workspace, 'previews of pages', async () => {
    try {
      await show(({ blocks, image }) => {
        const [buttons, words] = [blocks.filter(isButtons), blocks.filter((block) => !isButtons(block))]
        return [...words, image, ...buttons]
      })
    } catch (fault) {
      // Slack can't reach the picture.
      if (!isBlockRefused(fault)) throw fault
      await show(({ blocks }) => blocks)
    }
  })
}

function toUnfurl(
  { title, text, image, poll }: LinkPreview,
  url: string,
  { team }: Workspace,
  encodeControl: EncodeControl,
): { readonly blocks: readonly types.KnownBlock[]; readonly image: types.KnownBlock } {
  const isHere = poll?.space === toSpaceId(team)
  const view: View = {
    summary: title,
    parts: [
      { kind: 'heading', text: [{ link: title, url }] },
      { kind: 'text', text },
      // Without an address: one in a button can make Slack unfurl the message twice (slackapi/bolt-js, issue 1525).
      ...(poll !== undefined && isHere
        ? [
            {
              kind: 'buttons',
              buttons: [
                { label: 'Go to the poll', call: { command: 'go-to-poll', args: { poll: poll.id } } },
              ],
            } as const,
          ]
        : []),
    ],
  }
  return {
    blocks: toBlocks(view, encodeControl),
    image: { type: 'image', image_url: image.url, alt_text: image.alt },
  }
}

const isButtons = ({ type }: types.KnownBlock): boolean => type === 'actions'
