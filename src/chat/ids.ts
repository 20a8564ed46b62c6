import { randomBytes } from 'node:crypto'

/** Without i, l, o and u: they are easily confused, and without them no id spells a word. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten letters and digits for an id that can't be guessed: 50 random bits. */
export const randomId = (): string => Array.from(randomBytes(10), (byte) => letters[byte % 32]).join('')
