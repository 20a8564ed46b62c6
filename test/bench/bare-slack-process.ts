import { App } from '@slack/bolt'

/** The least that a bot on Bolt can do: acknowledge each press and answer it privately, with nothing behind it. */
const [slackApiUrl = '', token = '', appToken = '', channel = ''] = process.argv.slice(2)
const app = new App({ token, appToken, socketMode: true, convoStore: false, clientOptions: { slackApiUrl } })
app.action(/.*/, async ({ ack, respond }) => {
  await ack()
  await respond({ text: 'You pressed.', response_type: 'ephemeral', replace_original: false })
})
await app.start()
await app.client.chat.postMessage({
  token,
  channel,
  text: 'Press',
  unfurl_links: false,
  unfurl_media: false,
  blocks: [
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Cog · Worst' }, value: '8' },
      ],
    },
  ],
})
