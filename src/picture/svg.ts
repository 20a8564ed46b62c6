import type { Drawing, Picture } from '../chat/view.ts'
import { type Theme, themes } from './theme.ts'

/** The picture as an SVG file in the theme's colours; well-formed XML, whatever its texts contain. */
export function toSvg(
  { drawing, width, height, alt }: Pick<Picture, 'drawing' | 'width' | 'height' | 'alt'>,
  theme: Theme,
): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  const words = `<title>${escapeXml(alt)}</title><desc>${escapeXml(alt)}</desc>`
  const content = write(drawing, themes[theme])
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">${words}${content}</svg>`
}

/**
 * The drawing as SVG inside a page, whose style gives each role its colour: `--ink` is that of `@ink`. The page says in text
 * what it shows, so nothing in it is reached with the keyboard or read out.
 */
export const toInlineSvg = ({
  drawing,
  width,
  height,
}: Pick<Picture, 'drawing' | 'width' | 'height'>): string =>
  `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${write(withoutStops(drawing), variables)}</svg>`

/** The drawing without the attributes by which its parts are reached and read out. */
function withoutStops({ tag, attributes, children }: Drawing): Drawing {
  const { tabindex: _, role: __, 'aria-label': ___, ...drawn } = attributes
  return {
    tag,
    attributes: drawn,
    children: children.map((child) => (typeof child === 'string' ? child : withoutStops(child))),
  }
}

const variables = Object.fromEntries(Object.keys(themes.light).map((role) => [role, `var(--${role})`]))

function write({ tag, attributes, children }: Drawing, colours: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(colour(String(value), colours))}"`)
    .join('')
  const inside = children.map((child) =>
    typeof child === 'string' ? escapeXml(child) : write(child, colours),
  )
  return `<${tag}${written}>${inside.join('')}</${tag}>`
}

/** Resolves a role to the theme's colour; other values stay unchanged. @throws Error if the role is unknown. */
function colour(value: string, colours: Readonly<Record<string, string>>): string {
  if (!value.startsWith('@')) return value
  const found = colours[value.slice(1)]
  if (found === undefined) throw new Error(`No theme has a colour for ${value}`)
  return found
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML 1.0 doesn't allow (section 2.2): most controls, lone surrogates and two more. */
const unwritable = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escapeXml = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)
