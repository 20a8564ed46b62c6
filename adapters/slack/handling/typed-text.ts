/** The text without the angle brackets that Slack puts around links. */
const unwrapLinks = (text: string): string => text.replaceAll(/<(https?:\/\/[^>|]+)(?:\|[^>]*)?>/g, '$1')

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

const withoutEscapes = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)

/** The text of a slash command as its author typed it. */
export const decodeSlash = (text: string): string => withoutEscapes(unwrapLinks(text))

/** The text of a message as its author typed it: without Slack's escapes, and channels by name instead of id. */
export const decodeText = (text: string): string =>
  withoutEscapes(
    unwrapLinks(text)
      .replaceAll(/<#\w+\|([^>]*)>/g, '#$1')
      .replaceAll(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, '@$1'),
  )
