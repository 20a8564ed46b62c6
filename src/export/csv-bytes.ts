import { fileTooLarge, notCsv, notUtf8 } from './errors.ts'

const maxBytes = 20_000_000

/** The first bytes of other files that people send: ZIP (and so XLSX, ODS, Numbers), older Excel, gzip, 7z, RAR, xz, PDF. */
const signatures = ['504b', 'd0cf11e0', '1f8b', '377abcaf', '52617221', 'fd377a58', '25504446']
const signatureBytes = 4

/** Reads the text of a CSV file as its bytes arrive: UTF-8, with or without a byte-order mark, at most 20 MB. */
export function createCsvDecoder() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  /** The first bytes, until there are enough to know what they begin. */
  let head: Uint8Array | undefined = new Uint8Array()

  function decode(bytes: Uint8Array, options: { readonly stream: boolean }): string {
    try {
      return decoder.decode(bytes, options)
    } catch {
      throw notUtf8()
    }
  }

  function takeHead(bytes: Uint8Array): Uint8Array {
    requireText(bytes)
    head = undefined
    return bytes
  }

  return {
    /** @throws UserError if the bytes aren't UTF-8, or are too many. */
    push(bytes: Uint8Array): string {
      size += bytes.length
      if (size > maxBytes) throw fileTooLarge(maxBytes)
      if (head === undefined) return decode(bytes, { stream: true })
      head = Buffer.concat([head, bytes])
      return head.length < signatureBytes ? '' : decode(takeHead(head), { stream: true })
    },

    /** @throws UserError as `push`, and for a last letter that is cut. */
    end: (): string => decode(head === undefined ? new Uint8Array() : takeHead(head), { stream: false }),
  }
}

function requireText(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, signatureBytes)).toString('hex')
  if (signatures.some((signature) => start.startsWith(signature))) throw notCsv()
  const [first, second] = bytes
  const hasUtf16Mark = start.startsWith('fffe') || start.startsWith('feff')
  // Every other byte of Latin letters in UTF-16 is 0.
  if (hasUtf16Mark || (first === 0) !== (second === 0)) throw notUtf8()
}
