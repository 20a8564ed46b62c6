import { html } from 'hono/html'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** The parts of a document that differ between pages. */
export interface Document {
  readonly title: string
  /** The name of the group or channel; without it, the page says Cruxgrid. */
  readonly owner?: string | undefined
  readonly metas: readonly Meta[]
  readonly main: Html
  readonly footer: Html
  /** Links to the other pages of the group; absent if it has none. */
  readonly nav?: Html
  /** The address of a feed about what the page shows. */
  readonly feed?: string
}

/** An element of the head, for previews and for programs that manage references. */
export interface Meta {
  readonly name: string
  readonly content: string
}

/** The addresses of the files that every document loads. */
export interface DocumentFiles {
  readonly style: string
  readonly script: string
  readonly icon: string
  readonly fonts: readonly string[]
}

/** A whole page. */
export const toDocument = (
  { title, owner, metas, main, footer, nav, feed }: Document,
  files: DocumentFiles,
): Html =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive, nosnippet">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#2E73C0">
<title>${title}</title>
${metas.map(toMeta)}
<link rel="icon" href="${files.icon}" type="image/svg+xml">
${files.fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
${feed === undefined ? nothing : html`<link rel="alternate" type="application/atom+xml" href="${feed}">`}
<link rel="stylesheet" href="${files.style}">
<script type="module" src="${files.script}"></script>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header><img src="${files.icon}" alt="" width="30" height="30"> <span><bdi>${owner ?? 'Cruxgrid'}</bdi></span>${nav ?? nothing}</header>
<main id="content">
${main}
</main>
<footer>${footer}</footer>
</body>
</html>
`

/** Open Graph has its own attribute for the name. */
const toMeta = ({ name, content }: Meta): Html =>
  name.startsWith('og:')
    ? html`<meta property="${name}" content="${content}">\n`
    : html`<meta name="${name}" content="${content}">\n`
