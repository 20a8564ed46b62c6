import { readFileSync } from 'node:fs'

const [headerBytes, frameHeaderBytes] = [32, 24]

/**
 * The commits in the write-ahead log of a database, since it was last started anew. The last page of each commit says
 * how large the database is after it; the others say 0 (https://www.sqlite.org/fileformat2.html, section 4.1).
 */
export function countCommits(database: string): number {
  const log = readFileSync(`${database}-wal`)
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8)
  const salt = log.readBigUInt64BE(16)
  let commits = 0
  for (let at = headerBytes; at + frameBytes <= log.length; at += frameBytes)
    if (log.readBigUInt64BE(at + 8) === salt && log.readUInt32BE(at + 4) > 0) commits += 1
  return commits
}
