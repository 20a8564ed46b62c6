import { randomBytes } from 'node:crypto'

/** Without i, l, o and u, so that an id read aloud is not mistaken and spells nothing. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten letters and digits for an id that can't be guessed: 50 random bits. */
export const randomId = (): string => Array.from(randomBytes(10), (byte) => letters[byte % 32]).join('')
