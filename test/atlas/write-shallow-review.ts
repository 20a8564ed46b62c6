import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { toPlacements } from './shallow-review.ts'

/**
 * Writes the product's facts of the Shallow Review 2025.
 *
 * npm run shallow-review FILE
 *
 * @param FILE The agendas of the review with their placements and papers, as JSON.
 */
const [file = ''] = argv.slice(2)
const placements = JSON.stringify(toPlacements(readFileSync(file, 'utf8')), null, 2)
writeFileSync('src/atlas/shallow-review-2025.json', `${placements}\n`)
