import { writeBiomeRules } from './biome-rules.ts'
import { readOrder } from './order.ts'

writeBiomeRules('.', readOrder('.'))
