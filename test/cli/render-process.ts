import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readExport } from '../../src/export/read-export.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { createPngRenderer } from '../../src/picture/png.ts'

/** Draws each export named, and says what the bytes come to. */
const renderer = createPngRenderer()
for (const file of process.argv.slice(2)) {
  const read = readExport(readFileSync(file, 'utf8'))
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  for (const poll of read.polls) {
    const png = await renderer.png(gridPicture(poll), 'light')
    console.log(createHash('sha256').update(png).digest('hex'))
  }
}
await renderer.close()
