import { label } from '../../src/picture/drawing.ts'
import { outlineText } from '../../src/picture/outlines.ts'

/** Outlines new texts in many scripts all the time, and says after each part how many bytes are held. */
const lengths = { words: 3000, characters: 15_000 }
let next = 0
for (let part = 0; part < 3; part++) {
  for (let i = 0; i < lengths.words; i++) draw(`${(next++).toString(36)} w${next} ${next.toString(7)}`)
  // All the Han there is, and then Hangul: more outlines than are kept.
  for (let i = 0; i < lengths.characters; i += 50)
    draw(Array.from({ length: 50 }, (_, k) => String.fromCodePoint(0x4e00 + i + k)).join(''))
  for (let i = 0; i < 5000; i += 50)
    draw(Array.from({ length: 50 }, (_, k) => String.fromCodePoint(0xac00 + i + k)).join(''))
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  console.log(heapUsed + external)
}

function draw(text: string): void {
  outlineText(label(text, { x: 0, y: 0, size: 20 }))
}
