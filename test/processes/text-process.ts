import { createHash } from 'node:crypto'
import { label } from '../../src/picture/drawing.ts'
import { outlineText } from '../../src/picture/outlines.ts'
import { facesRead } from '../../src/picture/text/fonts.ts'

/** Outlines its arguments one after another; says what came of each, and which fonts were read for them. */
const outlines = process.argv.slice(2).map((text) => {
  const drawing = outlineText(label(text, { x: 0, y: 0, size: 20 }))
  return createHash('sha256').update(JSON.stringify(drawing)).digest('hex')
})
console.log(JSON.stringify({ outlines, faces: facesRead() }))
