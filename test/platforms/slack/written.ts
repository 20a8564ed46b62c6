import type { Sent } from './entities.ts'

const parts =
  /<@(?<user>[A-Z0-9]+)>|<#(?<channel>[A-Z0-9]+)(?:\|[^>]*)?>|<(?<url>https?:[^|>]+)(?:\|(?<words>[^>]+))?>/g

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The text of a person's message as the blocks that Slack makes of it. */
function richTextOf(text: string) {
  const elements: object[] = []
  let at = 0
  const say = (words: string) => words !== '' && elements.push({ type: 'text', text: unescaped(words) })
  for (const { 0: whole, index, groups: { user, channel, url, words } = {} } of text.matchAll(parts)) {
    say(text.slice(at, index))
    at = index + whole.length
    if (user !== undefined) elements.push({ type: 'user', user_id: user })
    else if (channel !== undefined) elements.push({ type: 'channel', channel_id: channel })
    else
      elements.push({ type: 'link', url: unescaped(url ?? ''), ...(words !== undefined && { text: words }) })
  }
  say(text.slice(at))
  return [{ type: 'rich_text', block_id: 'Q1wHJ', elements: [{ type: 'rich_text_section', elements }] }]
}

/** What Slack adds to the message of a person who typed it in an app. */
export const asTyped = ({ ts, text }: Sent) => ({
  client_msg_id: `6d1d2f9a-6a7e-4a3c-9a57-${ts.replaceAll(/\D/g, '').slice(-12).padStart(12, '0')}`,
  ...(text !== '' && { blocks: richTextOf(text) }),
})
