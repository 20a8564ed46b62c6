import type { Theme } from '../../src/picture/theme.ts'
import { repeats } from '../repeats.ts'

/** In which themes a picture is rendered: by `npm test` in one of the two, whichever its name has drawn. */
export const themesFor = (name: string): readonly Theme[] =>
  repeats([name.length % 2 === 0 ? 'light' : 'dark'], ['light', 'dark'])
