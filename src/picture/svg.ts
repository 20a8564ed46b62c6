import type { Drawing, Picture } from '../chat/view.ts'
import { type Theme, themes } from './theme.ts'

/** The picture as an SVG file in the theme's colours: well-formed XML whatever its texts hold. */
export function toSvg({ drawing, width, height, alt }: Picture, theme: Theme): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`
  return `${head}<title>${escaped(alt)}</title>${write(drawing, themes[theme])}</svg>`
}

function write({ tag, attributes, children }: Drawing, colours: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(colour(String(value), colours))}"`)
    .join('')
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : write(child, colours)))
  return `<${tag}${written}>${inside.join('')}</${tag}>`
}

/** @throws Error for a role that no theme knows. */
function colour(value: string, colours: Readonly<Record<string, string>>): string {
  if (!value.startsWith('@')) return value
  const found = colours[value.slice(1)]
  if (found === undefined) throw new Error(`No theme has a colour for ${value}`)
  return found
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)
