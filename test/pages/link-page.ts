import { wordsOf } from '../test-bot.ts'
import type { openPages } from './open-pages.ts'

/** The path in the address of a page about a channel. */
export const placeAddress = /https:\/\/grid\.example(\/(?:g|s|a|feeds)\/[0-9a-z]{26}(?:\/outcomes\.atom)?)/

/** The path of a new link to a page of the channel. */
export async function linkPage(
  pages: Awaited<ReturnType<typeof openPages>>,
  of: string,
  more = {},
): Promise<string> {
  const answer = await pages.mona.ask({ command: 'link-page', args: { of, term: 'none', ...more } })
  const [, path = ''] = placeAddress.exec(JSON.stringify(answer)) ?? []
  if (path === '') throw new Error(`No address in ${wordsOf(answer)}`)
  return path
}
