import { randomId } from '../chat/ids.ts'
import { CruxId } from './ballot.ts'

/** The id of a crux that nothing leads to. */
export const createLooseCrux = (): CruxId => CruxId.parse(`x_${`${randomId()}${randomId()}`.slice(0, 16)}`)
