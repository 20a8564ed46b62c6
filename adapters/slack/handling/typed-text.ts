/**
 * The text of a slash command without the angle brackets that Slack puts around links. Curly quotes around the words of
 * an option, which keyboards insert, become straight ones.
 */
export const unwrapLinks = (text: string): string =>
  text.replaceAll(/<(https?:\/\/[^>|]+)(?:\|[^>]*)?>/g, '$1').replaceAll(/(\w:)[“”]([^“”]*)[“”]/g, '$1"$2"')

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** The text of a message as its author typed it: without Slack's escapes, and channels by name instead of id. */
export const decodeText = (text: string): string =>
  unwrapLinks(text)
    .replaceAll(/<#\w+\|([^>]*)>/g, '#$1')
    .replaceAll(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
