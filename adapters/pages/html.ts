import { html } from 'hono/html'

/** Markup in which everything that was put in is escaped. */
export type Html = ReturnType<typeof html>

/** Values that can be put into markup: text is escaped, lists are joined, `undefined` is left out. */
export type Content = Html | string | number | undefined | readonly Content[]

export const nothing: Html = html``

export const join = (parts: readonly Html[], between: string): Html =>
  html`${parts.map((part, i) => (i === 0 ? part : html`${between}${part}`))}`
