import { html } from 'hono/html'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** The endings of a page's address, each with the name of its format. */
const endings = { json: 'JSON', csv: 'CSV', png: 'PNG', svg: 'SVG', md: 'Markdown' } as const

/** The same as data and pictures. @param path Of the page. @param key Changes with the picture. @param feed Of a feed, if there is one. */
export const downloads = (path: string, key: string, feed?: string): Html =>
  html`<nav aria-label="${words.downloads}"><ul>${Object.entries(endings).map(
    ([ending, name]) =>
      html`<li><a href="${path}.${ending}${ending === 'png' || ending === 'svg' ? `?v=${key}` : ''}">${name}</a></li>`,
  )}${feed === undefined ? nothing : html`<li><a href="${feed}">${words.atom}</a></li>`}</ul></nav>`
