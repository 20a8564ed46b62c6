import { PassThrough, type Transform } from 'node:stream'
import { createGunzip, createGzip, createZstdCompress, createZstdDecompress } from 'node:zlib'

/** The stream that packs a backup of that name. */
export function createPacker(path: string): Transform {
  if (path.endsWith('.zst')) return createZstdCompress()
  if (path.endsWith('.gz')) return createGzip()
  return new PassThrough()
}

/** The kind of file by its first bytes, at least 16 if it has them. */
export function kindOf(first: Buffer): 'empty' | 'database' | 'zstd' | 'gzip' | 'text' {
  const begins = (...bytes: readonly number[]) => first.subarray(0, bytes.length).equals(Buffer.from(bytes))
  if (first.length === 0) return 'empty'
  if (first.toString('latin1').startsWith('SQLite format 3\0')) return 'database'
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd'
  return begins(0x1f, 0x8b) ? 'gzip' : 'text'
}

/** The stream that unpacks a file of that kind. */
export function createUnpacker(kind: 'zstd' | 'gzip' | 'text'): Transform {
  switch (kind) {
    case 'zstd':
      return createZstdDecompress()
    case 'gzip':
      return createGunzip()
    case 'text':
      return new PassThrough()
  }
}
