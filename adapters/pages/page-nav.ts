import { html } from 'hono/html'
import type { PagePaths } from '../../src/bot/page-paths.ts'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** The group's pages and feed that have links. @param here The path of the page, if it is one of them. */
export function navOf({ group, ofSeason, feed }: PagePaths, here?: string): Html {
  const links = [
    ...(group === undefined ? [] : [[words.atlas, group] as const]),
    ...ofSeason,
    ...(feed === undefined ? [] : [[words.feed, feed] as const]),
  ]
  if (links.length === 0) return nothing
  return html`<nav class="pages" aria-label="${words.pages}">${links.map(([name, path]) =>
    path === here
      ? html`<a href="${path}" aria-current="page">${name}</a>`
      : html`<a href="${path}">${name}</a>`,
  )}</nav>`
}
