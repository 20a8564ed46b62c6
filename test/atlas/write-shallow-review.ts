import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { toPlacements } from './shallow-review.ts'

/**
 * Writes what the product holds of the Shallow Review 2025.
 *
 * node test/atlas/write-shallow-review.ts FILE
 *
 * @param FILE The agendas of the review with their placements and papers, as JSON.
 */
const [file = ''] = argv.slice(2)
const placements = JSON.stringify(toPlacements(readFileSync(file, 'utf8')), null, 2)
writeFileSync('src/atlas/shallow-review-2025.json', `${placements}\n`)
