import { seeded } from '../seeded.ts'
import { tryOut } from './try-out.ts'

/** Tries sequences out until one tells something, and prints what it was. */
const [path = '', count = '', seed = ''] = process.argv.slice(2)
const { findings } = await tryOut(path, Number(count), seeded(Number(seed)), 1)
console.log(JSON.stringify(findings))
