import { createPngRenderer } from '../../src/picture/png.ts'
import { pictured } from '../picture/pictured.ts'

/** Makes a picture, says how long it is, and closes nothing. */
const png = await createPngRenderer().png(pictured([]), 'light', 0.1)
console.log(png.length)
